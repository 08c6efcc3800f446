// Every oddity of a program's zip and of an image's tar, as a person might send it, and what the product must say. Python's zipfile writes what a hostile participant would.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { TAR_END, tarEntry } from '../stack/images.mjs';

/** @typedef {import('./oddities.mjs').Oddity} Oddity */

/** `script` writes into the zip `z`. @param {string} folder that exists @param {string} script @returns {Buffer} */
function zipOf(folder, script) {
  const path = join(folder, 'odd.zip');
  execFileSync('python3', ['-W', 'ignore', '-c', `import sys, zipfile\nwith zipfile.ZipFile(sys.argv[1], 'w') as z:\n    ${script}`, path]);
  return readFileSync(path);
}
/** @param {Buffer} zip @param {(zip: Buffer) => void} change @returns {Buffer} */
const changed = (zip, change) => (change(zip), zip);

/** Says that its only file is encrypted (APPNOTE 4.4.4), in front of the file and in the list; the twelve bytes of the key's header are no part of its contents. @param {Buffer} zip */
function markEncrypted(zip) {
  const listed = zip.indexOf('PK\u0001\u0002');
  for (const [flagsAt, sizeAt] of /** @type {const} */ ([[6, 22], [listed + 8, listed + 24]])) {
    zip.writeUInt16LE(zip.readUInt16LE(flagsAt) | 1, flagsAt);
    zip.writeUInt32LE(zip.readUInt32LE(sizeAt) - 12, sizeAt);
  }
}

const IMAGE = Buffer.concat([tarEntry('abc/layer.tar', 'x'.repeat(700)), tarEntry('manifest.json', '[]'), TAR_END]);

const program = { kind: /** @type {const} */ ('code'), fileName: 'program.zip' };
const image = { kind: /** @type {const} */ ('container'), fileName: 'image.tar' };

/** Refused while the bytes come (422 file-refused). @type {Oddity[]} */
export const ARCHIVES_REFUSED = [
  { ...program, name: 'a script instead of its zip', file: 'print(1)\n'.repeat(20), says: [['NOT_A_ZIP', null, null, 'make-zip']] },
  { ...program, name: 'a zip of nothing', file: Buffer.concat([Buffer.from('PK\u0005\u0006'), Buffer.alloc(18)]), says: [['ZIP_EMPTY', null, null, 'make-zip']] },
  { ...image, name: 'a script instead of an image', file: 'print(1)\n'.repeat(100), says: [['NOT_A_TAR', null, null, 'docker-save']] },
  { ...image, name: 'an image in gzip that breaks', file: Buffer.concat([Buffer.from([0x1f, 0x8b, 8]), Buffer.alloc(600)]), says: [['BAD_GZIP', null, null, 'docker-save']] },
  { ...image, name: 'an image in gzip, twice', file: gzipSync(gzipSync(randomBytes(2000))), says: [['NOT_A_TAR', null, null, 'gunzip']] },
  { ...image, name: 'a tar of something else in gzip', file: gzipSync(Buffer.concat([tarEntry('readme.txt', 'x'), TAR_END])), says: [['NOT_AN_IMAGE', null, null, 'docker-save']] },
  { ...image, name: 'zeros in gzip', file: gzipSync(Buffer.alloc(64 * 1024 ** 2), { level: 9 }), says: [['NOT_A_TAR', null, null, 'docker-save']] },
  { ...image, name: 'an image cut short', file: IMAGE.subarray(0, 900), says: [['BAD_TAR', null, null, 'docker-save']] },
  { ...image, name: 'a tar of something else', file: Buffer.concat([tarEntry('readme.txt', 'x'), TAR_END]), says: [['NOT_AN_IMAGE', null, null, 'docker-save']] },
];

/** Found when the zip is checked (INVALID). @param {string} folder that exists @returns {Oddity[]} */
export function archivesInvalid(folder) {
  const zip = (/** @type {string} */ script) => zipOf(folder, script);
  const fine = "z.writestr('main.py', 'print(1)' * 100)";
  return [
    { ...program, name: 'a zip whose contents are not what its list says', file: changed(zip(fine), (bytes) => bytes.write('XXXX', 60)), says: [['BAD_ZIP', null, null]] },
    { ...program, name: 'a zip of litter', file: zip("z.writestr('__MACOSX/._x', 'x'); z.writestr('.DS_Store', 'x')"), says: [['ZIP_EMPTY', null, null]] },
    { ...program, name: 'too many files', file: zip("[z.writestr(f'f{n}', '') for n in range(5002)]"), says: [['ZIP_TOO_MANY', null, null]] },
    { ...program, name: 'a path that leads out', file: zip("z.writestr('../../evil.py', 'x')"), says: [['ZIP_NAME', null, null]] },
    { ...program, name: 'a link', file: zip("i = zipfile.ZipInfo('link'); i.create_system = 3; i.external_attr = 0o120777 << 16; z.writestr(i, '/etc/passwd')"), says: [['ZIP_LINK', null, null]] },
    { ...program, name: 'an encrypted file', file: changed(zip(fine), markEncrypted), says: [['ZIP_ENCRYPTED', null, null]] },
    { ...program, name: 'the same name twice', file: zip("z.writestr('a', '1'); z.writestr('a', '2')"), says: [['ZIP_NAME_TWICE', null, null]] },
    { ...program, name: 'a zip without a program', file: zip("z.writestr('readme.txt', 'x')"), says: [['NO_COMMAND', null, null, 'metadata-yaml']] },
  ];
}
