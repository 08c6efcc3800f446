// A worker of its own process, for tests that kill it or run it as another user: the sandbox as built.
//   node worker.mjs SANDBOX_FOLDER OPTIONS_JSON once|ever
// once: prints what the driver promises and the result of a job; ever: runs job after job, each with a daemon and a full folder, two at a time.
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

const [folder = '', options = '{}', mode] = process.argv.slice(2);
const { openSandbox } = await import(pathToFileURL(join(folder, 'open-sandbox.js')).href);
const MB = 1024 ** 2;
const limits = { cpuMs: 20_000, wallMs: 20_000, memoryBytes: 128 * MB, pids: 16, cpus: 1, tmpBytes: MB, fileBytes: MB, stdoutBytes: MB, stderrBytes: MB, openFiles: 64 };
const driver = await openSandbox(JSON.parse(options));
let jobs = 0;

async function job() {
  // Before anything is waited for: the other of the two counts meanwhile.
  const number = (jobs += 1);
  const out = await driver.folder({ maxBytes: MB, maxFiles: 16 });
  const argv = ['/bin/sh', '-c', '(setsid sleep 60 &) ; echo x > /out/x; echo hello; sleep 0.1'];
  const result = await driver.run({ id: `w${process.pid}-${number}`, rootfs: { kind: 'base' }, argv, env: {}, readOnly: [], writable: [{ folder: out, target: '/out' }], limits }, {}, new AbortController().signal);
  await out.release();
  return result;
}

if (mode === 'once') {
  const capabilities = await driver.probe();
  const { status, stdout, detail } = await job();
  console.log(JSON.stringify({ capabilities, status, detail, stdout: stdout.toString() }));
  await driver.close();
} else {
  console.log('begun');
  const forever = async () => {
    for (;;) {
      const { status, detail } = await job();
      if (status !== 'ok') console.log(status, detail);
    }
  };
  await Promise.all([forever(), forever()]);
}
