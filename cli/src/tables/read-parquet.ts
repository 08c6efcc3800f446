import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('parquet-child.js', import.meta.url));
/** What reading a Parquet file may use: its pages may claim any size. */
const HEAP_MIB = 2048;
const WALL_MS = 600_000;

/**
 * Reads a Parquet file as CSV in a process of its own, which may read files and do nothing else. take: gets the text; false stops the reading.
 * What is wrong with the file, or null.
 */
export async function readParquet(path: string, take: (piece: Uint8Array) => boolean): Promise<string | null> {
  const permission = process.allowedNodeEnvironmentFlags.has('--permission') ? '--permission' : '--experimental-permission';
  const limits = [`--max-old-space-size=${HEAP_MIB}`, permission, '--allow-fs-read=*', '--no-warnings'];
  const child = spawn(process.execPath, [...limits, CHILD, path], {
    env: {},
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: WALL_MS,
    killSignal: 'SIGKILL',
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (said = (said + text).slice(0, 500)));
  const closed = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  for await (const piece of child.stdout as AsyncIterable<Uint8Array>) {
    if (take(piece)) continue;
    child.kill('SIGKILL');
    await closed;
    return null;
  }
  const code = await closed;
  return code === 0 ? null : (said.split('\n')[0] ?? '') || `exit ${String(code)}`;
}
