// A child that misbehaves as the file's name of its job says. It speaks the engine's protocol; nothing of it is in the product.
import fs from 'node:fs';
import net from 'node:net';
import dns from 'node:dns';
import dgram from 'node:dgram';
import http from 'node:http';

const told = (id, detail) => ({
  kind: 'done',
  id,
  result: { kind: 'failed', class: 'SCORER_FAULT', detail: JSON.stringify(detail) },
  usage: { cpuMs: 0, peakBytes: 0 },
});
const code = (work) => {
  try {
    return { did: work() ?? 'it' };
  } catch (error) {
    return error.code ?? error.message;
  }
};
const hoard = [];
const DEEDS = {
  fine: () => ({ pid: process.pid }),
  spin: () => {
    for (;;);
  },
  hoard: () => {
    for (;;) hoard.push(Buffer.alloc(16 * 1024 * 1024, 1));
  },
  heap: () => {
    for (;;) hoard.push({ some: 'object', at: hoard.length });
  },
  exit: () => process.exit(3),
  throw: () => {
    setImmediate(() => {
      throw new Error('out of hand');
    });
  },
  'die afterwards': () => {
    setTimeout(() => process.exit(5), 5);
    return { pid: process.pid };
  },
  env: () => ({ names: Object.keys(process.env) }),
  files: async ({ allowed, forbidden }) => ({
    allowed: code(() => fs.readFileSync(allowed, 'utf8')),
    forbidden: forbidden.map((path) => code(() => fs.readFileSync(path))),
    write: code(() => fs.writeFileSync(`${allowed}.new`, 'x')),
    remove: code(() => fs.unlinkSync(allowed)),
    list: code(() => fs.readdirSync('/etc')),
    worker: await import('node:worker_threads').then(({ Worker }) => code(() => new Worker('1', { eval: true }))),
    process: await import('node:child_process').then(({ spawnSync }) => code(() => spawnSync('true'))),
    binding: code(() => process.binding('tcp_wrap')),
  }),
  network: async ({ port, socketPath }) => ({
    interfaces: Object.keys((await import('node:os')).networkInterfaces()),
    connect: code(() => net.connect(port, '127.0.0.1')),
    socket: code(() => new net.Socket().connect(port, '127.0.0.1')),
    unix: code(() => new net.Socket().connect(socketPath)),
    listen: code(() => new net.Server().listen(0)),
    udp: code(() => dgram.createSocket('udp4')),
    lookup: code(() => dns.lookup('localhost', () => {})),
    request: code(() => http.get(`http://127.0.0.1:${port}/`)),
    fetch: await (async () => fetch(`http://127.0.0.1:${port}/`))().then(
      () => 'answered',
      (error) => error.code,
    ),
  }),
};
process.on('disconnect', () => process.exit(0));
process.on('message', async ({ id, job }) => {
  process.send({ kind: 'stage', id, stage: 'running' });
  const detail = await DEEDS[job.file.fileName](job.format);
  if (detail) process.send(told(id, detail));
});
process.send({ kind: 'ready' });
