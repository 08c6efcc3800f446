import { describe, expect, it } from '@jest/globals';
import { createAnyInspector, createImageInspector, createZipInspector } from './inspect-archive.ts';
import type { Inspector } from './inspect.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
/** What an inspector says of bytes that come in pieces of `size`. */
function codeOf(inspector: Inspector, bytes: Uint8Array, size: number): string | null {
  for (let at = 0; at < bytes.length; at += size) {
    const found = inspector.push(bytes.subarray(at, at + size));
    if (found) return found.code;
  }
  return inspector.end()?.code ?? null;
}
/** A tar entry as ustar writes it. */
function entry(name: string, content: string): Uint8Array {
  const header = new Uint8Array(512);
  header.set(text(name), 0);
  header.set(text('0000644\u00000000000\u00000000000\u0000'), 100);
  header.set(text(`${content.length.toString(8).padStart(11, '0')}\u0000`), 124);
  header.set(text('00000000000\u0000        0'), 136);
  header.set(text('ustar\u000000'), 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.set(text(`${sum.toString(8).padStart(6, '0')}\u0000 `), 148);
  const body = new Uint8Array(Math.ceil(content.length / 512) * 512);
  body.set(text(content));
  return concat(header, body);
}
function concat(...parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
const END = new Uint8Array(1024);
const DOCKER = concat(entry('abc/layer.tar', 'x'.repeat(700)), entry('manifest.json', '[]'), END);
const damaged = (): Uint8Array => {
  const bytes = DOCKER.slice();
  bytes[512 + 1024 + 3] = 0x21;
  return bytes;
};

describe.each([1, 7, 512, 100_000])('archives that come in pieces of %i', (size) => {
  it.each<[string, Uint8Array, string | null]>([
    ['what docker save writes', DOCKER, null],
    ['an OCI layout', concat(entry('./oci-layout', '{}'), entry('index.json', '{}'), END), null],
    ['a tar without an image', concat(entry('readme.txt', 'x'), END), 'NOT_AN_IMAGE'],
    ['a tar that breaks', damaged(), 'BAD_TAR'],
    ['a tar that was cut short', DOCKER.subarray(0, 900), 'BAD_TAR'],
    ['a gzip file', concat(Uint8Array.of(0x1f, 0x8b, 8), new Uint8Array(600)), 'NOT_A_TAR'],
    ['a zip', concat(text('PK\u0003\u0004'), new Uint8Array(600)), 'NOT_A_TAR'],
    ['text', text('print(1)\n'.repeat(100)), 'NOT_A_TAR'],
    ['zeros', new Uint8Array(4096), 'NOT_A_TAR'],
    ['nothing', new Uint8Array(0), 'EMPTY_FILE'],
  ])('%s', (_what, bytes, code) => {
    expect(codeOf(createImageInspector(), bytes, size)).toBe(code);
  });

  it.each<[string, Uint8Array, string | null]>([
    ['a zip', concat(text('PK\u0003\u0004'), new Uint8Array(600)), null],
    ['an empty zip', concat(text('PK\u0005\u0006'), new Uint8Array(18)), 'ZIP_EMPTY'],
    ['a program', text('print(1)\n'), 'NOT_A_ZIP'],
    ['nothing', new Uint8Array(0), 'EMPTY_FILE'],
  ])('as a program: %s', (_what, bytes, code) => {
    expect(codeOf(createZipInspector(), bytes, size)).toBe(code);
  });

  it('as predictions that nobody here understands: anything but nothing', () => {
    expect(codeOf(createAnyInspector(), text('x'), size)).toBeNull();
    expect(codeOf(createAnyInspector(), new Uint8Array(0), size)).toBe('EMPTY_FILE');
  });
});
