import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { FINDINGS, wordsOf, type FindingCode } from './findings/texts.ts';
import {
  CHALLENGE,
  codabench,
  codalab,
  COMPETITION,
  CONF,
  evalai,
  EVALUATION_PHASE,
  grandChallenge,
  huggingface,
  LEGACY,
} from './test/samples.ts';
import { readFolderOf, readZip, removeFolders } from './test/reading.ts';
import type { Files } from './test/zip.ts';

afterAll(removeFolders);

const SAMPLES: readonly [object, (definition: unknown) => Files][] = [
  [COMPETITION, codabench],
  [LEGACY, codalab],
  [CHALLENGE, evalai],
  [CONF, huggingface],
  [EVALUATION_PHASE, grandChallenge],
];

/** Every place in a value, as paths. */
function places(value: unknown, path: string[] = []): string[][] {
  const inner =
    typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, item]) => places(item, [...path, key])) : [];
  return path.length > 0 ? [path, ...inner] : inner;
}
function replaced(value: object, path: readonly string[], by: unknown): unknown {
  const copy = structuredClone(value);
  const parent = path
    .slice(0, -1)
    .reduce<unknown>(
      (node, step) => (typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[step] : undefined),
      copy,
    );
  const last = path.at(-1);
  // An earlier change may have taken the place away.
  if (typeof parent === 'object' && parent !== null && last !== undefined) (parent as Record<string, unknown>)[last] = by;
  return copy;
}

describe('reading a bundle', () => {
  const wrong = fc.oneof(
    fc.constantFrom<unknown[]>(
      null,
      '',
      [],
      {},
      [[]],
      [null],
      [{}],
      { a: 1 },
      true,
      -1,
      0,
      1e308,
      NaN,
      '..',
      '/',
      'x.zip',
      '2026-01-01',
      '__proto__',
      'a'.repeat(300),
    ),
    fc.string(),
    fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>,
  );
  it.each(SAMPLES)(
    'never throws, whatever stands in the definition (%#)',
    async (sample, files) => {
      const change = fc.record({ path: fc.constantFrom(...places(sample)), by: wrong });
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
          const definition = changes.reduce<object>((value, { path, by }) => replaced(value, path, by) as object, sample);
          const bundle = await readFolderOf(files(definition));
          expect(
            bundle.findings.every(({ message }) => message.ko !== '' && message.en !== '' && !/\{\w+\}/.test(message.en + message.ko)),
          ).toBe(true);
          expect(() => JSON.stringify(bundle)).not.toThrow();
        }),
        { numRuns: 15 },
      );
    },
    60_000,
  );
  it('never throws, whatever text is cut or put into the definition', async () => {
    const text = stringify(COMPETITION);
    const edit = fc.record({
      at: fc.nat(text.length),
      cut: fc.nat(30),
      put: fc.oneof(
        fc.string({ maxLength: 6 }),
        fc.constantFrom(': ', '- ', '\t', '[', '{', '"', "'", '&a ', '*a', '!!python/name:x ', '\n'),
      ),
    });
    await fc.assert(
      fc.asyncProperty(edit, async ({ at, cut, put }) => {
        const bundle = await readFolderOf(codabench(text.slice(0, at) + put + text.slice(at + cut)));
        expect(bundle.format !== null || bundle.findings.some(({ severity }) => severity === 'error')).toBe(true);
      }),
      { numRuns: 40 },
    );
  }, 60_000);
  it('reads whatever encoding a text is in', async () => {
    const { 'competition.yaml': text = '', ...files } = codabench({ ...COMPETITION, title: 'Épreuve' });
    const latin = await readZip({ ...files, 'competition.yaml': Buffer.from(text as string, 'latin1') });
    expect([latin.title, latin.findings.map(({ code }) => code)]).toEqual(['Épreuve', ['not-utf8']]);
    const wide = await readZip({ ...files, 'competition.yaml': Buffer.from(`\uFEFF${text as string}`, 'utf16le') });
    expect([wide.title, wide.findings]).toEqual(['Épreuve', []]);
  });
  it('says no more than anybody can read', async () => {
    const bundle = await readZip(
      codabench({ ...COMPETITION, ...Object.fromEntries(Array.from({ length: 900 }, (_, i) => [`zzz${i}`, i])) }),
    );
    expect(bundle.findings).toHaveLength(501);
    expect(bundle.findings.at(-1)).toMatchObject({ code: 'more', message: { en: 'There are 400 more of these.' } });
  });
  it('is not kept busy by a definition that is made to', async () => {
    const many = (text: string): string => Array.from({ length: 3000 }, (_, i) => text.replaceAll('#', String(i))).join('\n');
    const columns = `version: 2\ntitle: x\nleaderboards:\n- columns:\n${many('  - {key: k, index: 0, z#: 1}')}\n`;
    const bundle = await readZip(codabench(columns));
    expect(bundle.boards[0]?.columns).toHaveLength(1000);
    expect(bundle.findings.map(({ code }) => code)).toContain('too-many-items');
    const tasks = `version: 2\ntitle: x\ntasks:\n${many('- {index: #, scoring_program: SCORING_PROGRAM, reference_data: gone#}')}\n`;
    expect((await readZip(codabench(tasks))).tasks).toHaveLength(1000);
  }, 30_000);
});

describe('words of findings', () => {
  it('stand in the documentation', () => {
    const document = readFileSync(join(import.meta.dirname, '../../../../../../docs/bundles.md'), 'utf8');
    const listed = [...document.matchAll(/^\| `([a-z0-9-]+)` +\| (error|warning) +\|/gm)].map(([, code, severity]) => [code, severity]);
    expect(listed).toEqual(Object.entries(FINDINGS).map(([code, { severity }]) => [code, severity]));
  });
  it.each(Object.keys(FINDINGS) as FindingCode[])('%s: in both languages, with the same values', (code) => {
    const { ko, en, hint } = FINDINGS[code];
    const values = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].map((name) => name.replace(/Ko\}$/, '}')).sort();
    expect(values(ko)).toEqual(values(en));
    expect(values(hint?.ko ?? '')).toEqual(values(hint?.en ?? ''));
    expect(wordsOf(code, {}).message).toEqual({ ko, en });
  });
});
