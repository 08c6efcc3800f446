import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** An entry of a tar archive as a test writes it: `type` as in the header. */
export interface TarEntry {
  name: string;
  type?: string;
  content?: Buffer | string;
  mode?: number;
  link?: string;
  /** What the header claims, when not the truth. */
  claimedSize?: number;
}

const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, '0')}\0`;

function header({ name, type = '0', content = '', mode = 0o644, link = '', claimedSize }: TarEntry): Buffer {
  const block = Buffer.alloc(512);
  block.write(name, 0, 100);
  block.write(octal(mode, 8), 100);
  block.write(octal(0, 8), 108);
  block.write(octal(0, 8), 116);
  block.write(octal(claimedSize ?? Buffer.byteLength(content), 12), 124);
  block.write(octal(0, 12), 136);
  block.fill(' ', 148, 156);
  block.write(type, 156);
  block.write(link, 157, 100);
  block.write('ustar\x0000', 257);
  block.write(octal(block.reduce((sum, byte) => sum + byte, 0), 7), 148);
  return block;
}

export function tar(entries: readonly TarEntry[]): Buffer {
  const padded = (content: Buffer | string) => {
    const bytes = Buffer.from(content);
    return Buffer.concat([bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
  };
  return Buffer.concat([...entries.flatMap((entry) => [header(entry), padded(entry.content ?? '')]), Buffer.alloc(1024)]);
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

export interface ImageContent {
  layers: Buffer[];
  config?: Record<string, unknown>;
  architecture?: string;
}

function configOf({ layers, config = { Cmd: ['/bin/sh'] }, architecture = process.arch === 'x64' ? 'amd64' : process.arch }: ImageContent): Buffer {
  return Buffer.from(JSON.stringify({ os: 'linux', architecture, config, rootfs: { type: 'layers', diff_ids: layers.map((layer) => `sha256:${sha256(layer)}`) } }));
}

/** What `docker save` writes. */
export function dockerArchive(image: ImageContent): Buffer {
  const config = configOf(image);
  const manifest = [{ Config: `${sha256(config)}.json`, RepoTags: ['test:1'], Layers: image.layers.map((_, index) => `layer-${index}/layer.tar`) }];
  return tar([
    { name: `${sha256(config)}.json`, content: config },
    ...image.layers.map((content, index) => ({ name: `layer-${index}/layer.tar`, content })),
    { name: 'manifest.json', content: JSON.stringify(manifest) },
  ]);
}

/** What `docker save` writes since version 25: an OCI layout, and beside its index the list of old, which names the same blobs. */
export function dockerOciArchive(image: ImageContent, pack: (layer: Buffer) => Buffer = (layer) => layer): Buffer {
  const blob = (bytes: Buffer) => `blobs/sha256/${sha256(bytes)}`;
  const list = tar([{ name: 'manifest.json', content: JSON.stringify([{ Config: blob(configOf(image)), RepoTags: ['test:1'], Layers: image.layers.map((layer) => blob(pack(layer))) }]) }]);
  // Without the two blocks that end the first.
  return Buffer.concat([ociArchive(image, pack).subarray(0, -1024), list]);
}

/** An OCI image layout as a tar; `pack` compresses layers. */
export function ociArchive(image: ImageContent, pack: (layer: Buffer) => Buffer = (layer) => layer): Buffer {
  const blobs = new Map<string, Buffer>();
  const put = (bytes: Buffer) => {
    blobs.set(sha256(bytes), bytes);
    return { digest: `sha256:${sha256(bytes)}`, size: bytes.length };
  };
  const layers = image.layers.map((layer) => put(pack(layer)));
  const manifest = put(Buffer.from(JSON.stringify({ schemaVersion: 2, config: put(configOf(image)), layers })));
  return tar([
    { name: 'oci-layout', content: '{"imageLayoutVersion":"1.0.0"}' },
    { name: 'index.json', content: JSON.stringify({ schemaVersion: 2, manifests: [manifest] }) },
    ...[...blobs].map(([digest, content]) => ({ name: `blobs/sha256/${digest}`, content })),
  ]);
}

/** A root file system small enough for a test and real: this machine's shell and cat with the libraries that they load. */
export function shellLayer(more: readonly TarEntry[] = []): Buffer {
  const programs = ['/usr/bin/dash', '/usr/bin/cat'];
  const libraries = new Set(programs.flatMap((program) => [...execFileSync('ldd', [program], { encoding: 'utf8' }).matchAll(/(\/\S+) \(0x/g)].map((match) => match[1] ?? '')));
  return tar([
    { name: 'usr/bin/', type: '5', mode: 0o700 },
    { name: 'bin', type: '2', link: 'usr/bin' },
    { name: 'usr/bin/sh', content: readFileSync('/usr/bin/dash'), mode: 0o700 },
    { name: 'usr/bin/cat', content: readFileSync('/usr/bin/cat'), mode: 0o4755 },
    ...[...libraries].map((path) => ({ name: path.slice(1), content: readFileSync(path), mode: 0o755 })),
    ...more,
  ]);
}
