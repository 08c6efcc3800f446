import { cpSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { transform } from '@swc/core';

const ENGINE = dirname(__dirname);
const SHARED = join(ENGINE, '../../../../../shared');

/**
 * The engine as programs Node can run, laid out as in the product (a server package beside a linked shared package), in a
 * temporary folder: children run built code only, and this one is always as new as the sources.
 */
export async function buildEngine(): Promise<{ root: string; engineDir: string }> {
  const root = await mkdtemp(join(tmpdir(), 'gac-engine-'));
  const engineDir = join(root, 'dist/engine');
  const shared = join(root, 'node_modules/@gac/shared');
  await compileFolder(ENGINE, engineDir);
  await compileFolder(join(SHARED, 'src'), join(shared, 'dist'));
  cpSync(join(SHARED, 'package.json'), join(shared, 'package.json'));
  await writeFile(join(root, 'package.json'), '{"type":"module"}');
  return { root, engineDir };
}

async function compileFolder(from: string, to: string): Promise<void> {
  const names = (await readdir(from, { recursive: true })).filter(
    (name) => name.endsWith('.ts') && !/\.test\.ts$|(^|\/)test(ing)?\//.test(name),
  );
  await Promise.all(
    names.map(async (name) => {
      const source = await readFile(join(from, name), 'utf8');
      const { code } = await transform(source.replace(/(from|import) '(\.[^']*)\.ts'/g, "$1 '$2.js'"), {
        jsc: { target: 'es2023', parser: { syntax: 'typescript' }, transform: { useDefineForClassFields: false } },
        module: { type: 'es6' },
      });
      const path = join(to, name.replace(/\.ts$/, '.js'));
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, code);
    }),
  );
}
