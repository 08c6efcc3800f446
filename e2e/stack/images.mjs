// Archives of container images as `docker save` writes them, made of this machine's own shell: no engine is needed for that.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** An entry of a tar as ustar writes it. @param {string} name @param {string | Buffer} content @param {{ mode?: number, type?: string, link?: string }} [how] */
export function tarEntry(name, content, { mode = 0o644, type = '0', link = '' } = {}) {
  const bytes = Buffer.from(content);
  const header = Buffer.alloc(512);
  const octal = (/** @type {number} */ value, /** @type {number} */ length) => `${value.toString(8).padStart(length - 1, '0')}\0`;
  header.write(name, 0);
  header.write(`${octal(mode, 8)}${octal(0, 8)}${octal(0, 8)}`, 100);
  header.write(octal(bytes.length, 12), 124);
  header.write(`${octal(0, 12)}        ${type}${link}`, 136);
  header.write('ustar\u000000', 257);
  header.write(`${header.reduce((total, byte) => total + byte, 0).toString(8).padStart(6, '0')}\0 `, 148);
  const body = Buffer.alloc(Math.ceil(bytes.length / 512) * 512);
  bytes.copy(body);
  return Buffer.concat([header, body]);
}
export const TAR_END = Buffer.alloc(1024);

const sha256 = (/** @type {Buffer} */ bytes) => createHash('sha256').update(bytes).digest('hex');

/** A layer with a shell, the programs named, and what they load. @param {string[]} programs e.g. `/usr/bin/sleep` @param {number} ballastMB of a file that nobody reads */
function layerOf(programs, ballastMB) {
  const all = ['/usr/bin/dash', ...programs];
  const libraries = new Set(all.flatMap((program) => [...execFileSync('ldd', [program], { encoding: 'utf8' }).matchAll(/(\/\S+) \(0x/g)].map((match) => match[1] ?? '')));
  const file = (/** @type {string} */ path) => tarEntry(path.slice(1), readFileSync(path), { mode: 0o755 });
  return Buffer.concat([
    tarEntry('bin', '', { type: '2', link: 'usr/bin' }),
    tarEntry('usr/bin/sh', '', { type: '2', link: 'dash' }),
    ...[...all, ...libraries].map(file),
    ...(ballastMB > 0 ? [tarEntry('ballast', Buffer.alloc(ballastMB * 1024 ** 2, 7))] : []),
    TAR_END,
  ]);
}

/** An image that runs a script of its shell. @param {string} script @param {{ programs?: string[], args?: string[], ballastMB?: number, architecture?: string }} [how] args: further words of its command line */
export function shellImage(script, { programs = [], args = [], ballastMB = 0, architecture = process.arch === 'x64' ? 'amd64' : process.arch } = {}) {
  const layer = layerOf(programs, ballastMB);
  const config = Buffer.from(JSON.stringify({ os: 'linux', architecture, config: { Entrypoint: ['/bin/sh', '-c'], Cmd: [script, ...args] }, rootfs: { type: 'layers', diff_ids: [`sha256:${sha256(layer)}`] } }));
  const name = `${sha256(config)}.json`;
  const manifest = JSON.stringify([{ Config: name, RepoTags: ['entry:1'], Layers: ['layer/layer.tar'] }]);
  return Buffer.concat([tarEntry(name, config), tarEntry('layer/layer.tar', layer), tarEntry('manifest.json', manifest), TAR_END]);
}

/** Doubles the numbers of its input, so many seconds after it began. @param {{ mark: string, sleepS: number, ballastMB?: number }} how mark: stands in its command line, so that its processes can be found */
export const doublingImage = ({ mark, sleepS, ballastMB = 0 }) =>
  shellImage(
    `echo begun; sleep ${sleepS}; { read -r header; echo id,y; while IFS=, read -r id x; do echo "$id,$((2 * x))"; done; } < /app/input_data/x.csv > /app/output/predictions.csv`,
    { programs: ['/usr/bin/sleep'], args: [mark], ballastMB },
  );
