import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { once } from 'node:events';
import { dirname, join } from 'node:path';

export interface S3Server {
  endpoint: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  stop(): Promise<void>;
}

/** A local S3 server (the real protocol, multipart included; it knows its account but does not check v4 signatures) in a process of its own, with one bucket. */
export async function startS3Server(folder: string): Promise<S3Server> {
  const main = createRequire(__filename).resolve('s3rver');
  const child = spawn(
    process.execPath,
    [
      join(dirname(main), '..', 'bin', 's3rver.js'),
      '-d',
      folder,
      '-a',
      '127.0.0.1',
      '-p',
      '0',
      '--silent',
      '--no-vhost-buckets',
      '--configure-bucket',
      'artifacts',
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let printed = '';
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    printed += chunk.toString();
    const port = /listening on 127\.0\.0\.1:(\d+)/.exec(printed)?.[1];
    if (port === undefined) continue;
    const exited = once(child, 'exit');
    const stop = async () => {
      child.kill('SIGKILL');
      await exited;
    };
    return { endpoint: `http://127.0.0.1:${port}`, bucket: 'artifacts', accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER', stop };
  }
  throw new Error(`the S3 server did not start: ${printed}`);
}
