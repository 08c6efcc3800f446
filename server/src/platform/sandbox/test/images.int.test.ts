import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openImages, type Images } from '../images/images.ts';
import { openSandbox } from '../open-sandbox.ts';
import { ownerOf, workerName } from '../owner.ts';
import type { SandboxDriver } from '../types.ts';
import { dockerArchive, dockerOciArchive, ociArchive, shellLayer, tar, type ImageContent, type TarEntry } from '../../../testing/image-archives.ts';
import { aJob, run, scratch } from './jobs.ts';

jest.setTimeout(300_000);
const work = scratch();
const MB = 1024 ** 2;
let bubblewrap: SandboxDriver;
let runc: SandboxDriver;
let images: Images;
beforeAll(async () => {
  bubblewrap = await openSandbox({ driver: 'bubblewrap', workFolder: join(work.folder, 'work'), slots: 2 });
  runc = await openSandbox({ driver: 'oci', ociRuntime: 'runc', workFolder: join(work.folder, 'work'), slots: 2 });
  images = await openImages({ driver: bubblewrap, folder: join(work.folder, 'images'), cacheBytes: 64 * MB, maxBytes: 16 * MB, maxEntries: 500, wallMs: 60_000 });
});
afterAll(async () => {
  await bubblewrap.close();
  await runc.close();
  work.remove();
});

let archives = 0;
function archive(bytes: Buffer): string {
  archives += 1;
  const path = join(work.folder, `image-${archives}.tar`);
  // As storage keeps them: readable by its owner alone.
  writeFileSync(path, bytes, { mode: 0o600 });
  return path;
}
const unpack = (path: string) => images.unpack(path, AbortSignal.timeout(120_000));
async function unpacked(path: string) {
  const image = await unpack(path);
  if (!image.ok) throw new Error(JSON.stringify(image));
  return image.value;
}

const honest: ImageContent = {
  layers: [shellLayer([{ name: 'data/old', content: 'gone' }, { name: 'data/kept', content: 'kept' }]), tar([{ name: 'data/.wh.old' }, { name: 'data/new', content: 'new' }])],
  config: { Entrypoint: ['/bin/sh', '-c'], Cmd: ['cat /data/kept /data/new; echo " $COLOUR $PWD"; ls /data/old || true; cat /in/x > /out/y'], Env: ['COLOUR=red', 'LD_PRELOAD=/evil.so', '1BAD=x'], WorkingDir: '/opt/app', User: 'root', Volumes: { '/data': {} } },
};

test.each([
  ['docker save', dockerArchive(honest)],
  ['docker save, gzip', gzipSync(dockerArchive(honest))],
  ['docker save since 25', dockerOciArchive(honest, (layer) => gzipSync(layer))],
  ['OCI layout', ociArchive(honest)],
  ['OCI layout, gzip layers', ociArchive(honest, (layer) => gzipSync(layer))],
])('%s is unpacked and runs with bubblewrap and runc', async (_, bytes) => {
  const { rootfs, argv, env, cwd } = await unpacked(archive(bytes));
  expect({ env, cwd }).toEqual({ env: { COLOUR: 'red' }, cwd: '/opt/app' });
  const input = join(work.folder, 'x');
  writeFileSync(input, 'input');
  for (const driver of [bubblewrap, runc]) {
    const folder = await driver.folder({ maxBytes: MB, maxFiles: 10 });
    const result = await run(driver, aJob(argv, { rootfs: { kind: 'folder', path: rootfs }, env, cwd, readOnly: [{ source: input, target: '/in/x' }], writable: [{ folder, target: '/out' }] }));
    expect([result.status, result.stdout.toString(), result.detail]).toEqual(['ok', 'keptnew red /opt/app\n', null]);
    const into = join(work.folder, `into-${driver.name}-${archives}`);
    mkdirSync(into);
    expect((await folder.collect({ maxFiles: 5, maxDepth: 2, maxFileBytes: 100, maxBytes: 100, only: null }, into)).files.map(({ path }) => path)).toEqual(['y']);
    await folder.release();
  }
});

test('what skopeo makes of a docker archive is the same image, kept once', async () => {
  const path = archive(dockerArchive(honest));
  const converted = join(work.folder, 'converted.tar');
  execFileSync('skopeo', ['--insecure-policy', 'copy', `docker-archive:${path}`, `oci-archive:${converted}:v1`], { stdio: 'pipe' });
  const [first, second] = await Promise.all([unpacked(path), unpacked(converted)]);
  expect([second.argv, second.env, second.cwd]).toEqual([first.argv, first.env, first.cwd]);
  // Nothing is left of what was made on the way.
  expect(readdirSync(join(work.folder, 'images')).filter((name) => !/^[0-9a-f]{64}$/.test(name))).toEqual([]);
});

const layered = (...layers: TarEntry[][]): ImageContent => ({ layers: [shellLayer(), ...layers.map(tar)] });
test.each<[string, ImageContent, string]>([
  ['a name that climbs', layered([{ name: '../../escaped', content: 'x' }]), 'bad-path'],
  ['a name that climbs from within', layered([{ name: 'a/../../escaped', content: 'x' }]), 'bad-path'],
  ['a whiteout of the parent', layered([{ name: 'a/.wh...' }]), 'bad-path'],
  ['links in a circle', layered([{ name: 'a', type: '2', link: 'b' }, { name: 'b', type: '2', link: 'a' }, { name: 'a/x', content: 'x' }]), 'bad-path'],
  ['a hard link out', layered([{ name: 'a', type: '1', link: '../../../etc/passwd' }]), 'bad-path'],
  ['a hard link to nothing', layered([{ name: 'a', type: '1', link: 'nothing' }]), 'corrupt'],
  ['a sparse file', layered([{ name: 'a', type: 'S', claimedSize: 0 }]), 'unsupported'],
  ['a file that claims ten gigabytes', layered([{ name: 'a', claimedSize: 8 * 1024 ** 3 - 1 }]), 'too-large'],
  ['seventeen megabytes', layered([{ name: 'a', content: Buffer.alloc(17 * MB) }]), 'too-large'],
  ['a thousand files', layered(Array.from({ length: 1000 }, (_, index) => ({ name: `f${index}` }))), 'too-many-files'],
  ['no command', { ...layered([]), config: {} }, 'no-command'],
  ['another processor', { ...layered([]), architecture: 's390x' }, 'wrong-platform'],
])('%s is refused', async (_, content, code) => {
  // Compressed: seventeen megabytes of nothing are a small upload.
  const result = await unpack(archive(ociArchive(content, (layer) => gzipSync(layer))));
  expect(result.ok ? 'accepted' : result.refusal.code).toBe(code);
  expect(existsSync(join(work.folder, 'escaped'))).toBe(false);
});

test('a layer that is not what the configuration says is refused', async () => {
  const image = layered([{ name: 'a', content: 'true' }]);
  const bytes = dockerArchive(image);
  bytes.write('lies', bytes.indexOf('true', 0, 'utf8'));
  expect(await unpack(archive(bytes))).toMatchObject({ ok: false, refusal: { code: 'corrupt' } });
});

test('random bytes are no image', async () => {
  expect(await unpack(archive(Buffer.alloc(5000, 'x')))).toMatchObject({ ok: false, refusal: { code: 'corrupt' } });
  expect(await unpack(archive(tar([{ name: 'readme', content: 'x' }])))).toMatchObject({ ok: false, refusal: { code: 'not-an-image' } });
});

test('devices are left out, set-user-id is taken off, links stay links inside, nothing outside is touched', async () => {
  const victim = join(work.folder, 'victim');
  mkdirSync(victim);
  const image = layered(
    [{ name: 'dev/sda', type: '4' }, { name: 'pipe', type: '6' }, { name: 'su', content: 'x', mode: 0o6755 }, { name: 'out', type: '2', link: victim }, { name: 'abs', type: '2', link: '/etc' }, { name: 'in', type: '2', link: '/etc' }, { name: 'old/a', content: 'a' }],
    [{ name: 'out/planted', content: 'x' }, { name: 'abs/planted', content: 'x' }, { name: 'old/.wh..wh..opq' }, { name: 'old/b', content: 'b' }],
  );
  const { rootfs, argv, env, cwd } = await unpacked(archive(dockerArchive(image)));
  expect(readdirSync(victim)).toEqual([]);
  expect(existsSync('/etc/planted')).toBe(false);
  expect(readFileSync(join(rootfs, victim, 'planted'), 'utf8')).toBe('x');
  expect(readFileSync(join(rootfs, 'etc/planted'), 'utf8')).toBe('x');
  expect(readdirSync(join(rootfs, 'old'))).toEqual(['b']);
  expect(existsSync(join(rootfs, 'dev/sda'))).toBe(false);
  expect(existsSync(join(rootfs, 'pipe'))).toBe(false);
  expect(lstatSync(join(rootfs, 'su')).mode & 0o7777).toBe(0o755);
  // Its link under the name of a mount does not lead the mount astray.
  const result = await run(bubblewrap, aJob([...argv, '-c', 'cat /in'], { rootfs: { kind: 'folder', path: rootfs }, env, cwd, readOnly: [{ source: '/etc/hostname', target: '/in' }] }));
  expect([result.status, result.stdout.toString()]).toEqual(['ok', readFileSync('/etc/hostname', 'utf8')]);
});

test('an image in use stays though there is no room, and is taken down once it has not been used for long', async () => {
  const folder = join(work.folder, 'small');
  const small = await openImages({ driver: bubblewrap, folder, cacheBytes: 1, maxBytes: 16 * MB, maxEntries: 500, wallMs: 60_000 });
  const take = async (content: string) => {
    const image = await small.unpack(archive(dockerArchive(layered([{ name: 'which', content }]))), AbortSignal.timeout(60_000));
    if (!image.ok) throw new Error(JSON.stringify(image));
    return image.value;
  };
  const longAgo = new Date(Date.now() - 3_600_000);
  const age = (digest: string) => utimesSync(join(folder, digest, 'image.json'), longAgo, longAgo);
  const first = await take('1');
  const second = await take('2');
  expect(readdirSync(folder).sort()).toEqual([first.digest, second.digest].sort());
  first.release();
  age(first.digest);
  const third = await take('3');
  expect(readdirSync(folder).sort()).toEqual([second.digest, third.digest].sort());
});

test('what a process that is gone left half done is removed; what a living one makes is not', async () => {
  const folder = join(work.folder, 'left');
  for (const name of ['1999999-123-1', 'stage-old', workerName(ownerOf(process.pid), 999_999)]) mkdirSync(join(folder, name), { recursive: true });
  await openImages({ driver: bubblewrap, folder, cacheBytes: MB, maxBytes: MB, maxEntries: 10, wallMs: 1000 });
  expect(readdirSync(folder)).toEqual([workerName(ownerOf(process.pid), 999_999)]);
});

test('the manifest of an OCI layout is told, also beside what docker save writes; it alone has none', async () => {
  const bytes = ociArchive(honest);
  const manifest = /"digest":"sha256:([0-9a-f]{64})"/.exec(bytes.toString('latin1', bytes.indexOf('"manifests"')))?.[1];
  expect((await unpacked(archive(bytes))).manifest).toBe(manifest);
  expect((await unpacked(archive(dockerOciArchive(honest)))).manifest).toBe(manifest);
  expect((await unpacked(archive(dockerArchive(honest)))).manifest).toBeNull();
});
