import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Sha256 } from '@gac/shared/values';
import type { ScoringJob, ScoringStage } from '../contract.ts';
import { ScorerPool } from '../scorer-pool.ts';
import { buildEngine } from './built-engine.ts';

let built: { root: string; engineDir: string };
let pool: ScorerPool;
let data: string;
beforeAll(async () => {
  built = await buildEngine();
  data = join(built.root, 'data');
  await mkdir(data);
  pool = await ScorerPool.start({ size: 1, readPaths: [data], heapBytes: 256 * 1024 ** 2, engineDir: built.engineDir });
}, 30_000);
afterAll(async () => {
  await pool.close();
  await rm(built.root, { recursive: true, force: true });
});

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex') as Sha256;
/** Puts bytes where the child may read them, under their hash. */
async function stored(content: string | Buffer, fileName: string) {
  const bytes = Buffer.from(content);
  const sha256 = sha256Of(bytes);
  const path = join(data, sha256);
  await writeFile(path, bytes);
  return { path, sha256, fileName };
}
const LABELS = ['cat', 'dog'];
// Public: a, b, d; private: c, e; f is not evaluated.
const REFERENCE = 'id,truth,part\na,cat,public\nb,dog,public\nc,cat,private\nd,dog,public\ne,dog,private\nf,cat,ignored\n';
const GOOD = 'id,label\nf,dog\ne,dog\nd,cat\nc,cat\nb,dog\na,cat\n';

async function jobOf(
  content: string | Buffer,
  change: { fileName?: string; mode?: ScoringJob['mode']; reference?: string; metric?: string } = {},
): Promise<ScoringJob> {
  const { fileName = 'pred.csv', mode = 'score', reference = REFERENCE, metric = 'accuracy' } = change;
  return {
    mode,
    file: await stored(content, fileName),
    format: {
      idColumn: 'id',
      columns: [{ name: 'label', kind: 'label', labels: LABELS }],
      rowRule: 'none',
      maxBytes: 1 << 30,
      maxInflatedBytes: 1 << 30,
    },
    reference: { ...(await stored(reference, 'truth.csv')), idColumn: 'id', truthColumn: 'truth', partColumn: 'part' },
    metrics: [{ key: 'main', metric, params: {}, decimals: 5 }],
    limits: { wallMs: 20_000, memoryBytes: 700 * 1024 ** 2 },
  };
}

describe('a prediction file', () => {
  test('is scored on its public and private rows together, whatever the order of its rows', async () => {
    const stages: ScoringStage[] = [];
    const outcome = await pool.run(await jobOf(GOOD), { onStage: (stage) => stages.push(stage) });
    expect(outcome).toMatchObject({ kind: 'scored', rows: 6, scores: [{ key: 'main', public: 2 / 3, private: 1 }], report: { ok: true } });
    expect(stages).toEqual(['running', 'scoring']);
    expect(outcome.peakBytes).toBeGreaterThan(10_000_000);
  });

  test.each([
    ['plain', GOOD, 'pred.csv'],
    ['gzip', gzipSync(GOOD), 'pred.CSV.GZ'],
    ['gzip in two members', Buffer.concat([gzipSync(GOOD.slice(0, 20)), gzipSync(GOOD.slice(20))]), 'pred.csv.gz'],
  ])('is validated: %s', async (_label, content, fileName) => {
    expect(await pool.run(await jobOf(content, { fileName, mode: 'validate' }))).toMatchObject({ kind: 'valid', rows: 6 });
  });

  test('with faults is invalid in both modes, with every finding', async () => {
    for (const mode of ['validate', 'score'] as const) {
      const outcome = await pool.run(await jobOf('id,label\na,cat\nb,cow\nx,dog\n', { mode }));
      expect(outcome).toMatchObject({ kind: 'invalid', report: { ok: false } });
      const codes = outcome.kind === 'invalid' ? outcome.report.counts.map(({ code, total }) => `${code} ${total}`) : [];
      expect(codes).toEqual(['UNKNOWN_ID 1', 'MISSING_ID 4', 'UNKNOWN_LABEL 1']);
    }
  });

  test.each([
    ['cut short', gzipSync(GOOD).subarray(0, -9), 'BAD_GZIP'],
    ['no gzip at all', Buffer.from(GOOD), 'BAD_GZIP'],
    ['a bomb', gzipSync(Buffer.concat([Buffer.from('id,label\n'), Buffer.alloc(100 * 1024 ** 2, 'a,cat\n')])), 'COMPRESSION_RATIO'],
  ])('named .gz that is %s is invalid', async (_label, content, code) => {
    const outcome = await pool.run(await jobOf(content, { fileName: 'pred.csv.gz' }));
    expect(outcome).toMatchObject({ kind: 'invalid', report: { ok: false, complete: false } });
    // After what the text gave until then.
    expect(outcome.kind === 'invalid' && outcome.report.first.at(-1)?.code).toBe(code);
  });

  test('found valid is not read again when it is scored, also when others came between', async () => {
    const job = await jobOf(`${GOOD}\n`, { mode: 'validate' });
    await pool.run(job);
    await pool.run(await jobOf(`${GOOD}\n\n`, { mode: 'validate' }));
    await rm(job.file.path);
    expect(await pool.run({ ...job, mode: 'score' })).toMatchObject({ kind: 'scored', scores: [{ public: 2 / 3 }] });
  });
});

describe('what is our fault is not the participant’s', () => {
  test.each([
    ['missing', (path: string) => rm(path)],
    ['damaged so that it looks invalid', (path: string) => writeFile(path, 'id,label\na,cat\n')],
    ['damaged so that it still looks valid', (path: string) => writeFile(path, GOOD.replace('a,cat', 'a,dog'))],
  ])('stored bytes that are %s', async (label, spoil) => {
    const job = await jobOf(`${GOOD}${'\n'.repeat(label.length)}`);
    await spoil(job.file.path);
    expect(await pool.run(job)).toMatchObject({ kind: 'failed', class: 'PLATFORM_FAULT' });
  });

  test('a stored gzip file that was damaged', async () => {
    const job = await jobOf(gzipSync(`${GOOD}\n\n\n`), { fileName: 'pred.csv.gz' });
    await writeFile(job.file.path, 'not what was uploaded');
    expect(await pool.run(job)).toMatchObject({ kind: 'failed', class: 'PLATFORM_FAULT' });
  });

  test.each([
    ['a reference without one of its columns', { reference: REFERENCE.replace('truth', 'answer') }],
    ['a metric that does not fit', { metric: 'rmse' }],
  ])('%s', async (_label, change) => {
    expect(await pool.run(await jobOf(GOOD, change))).toMatchObject({
      kind: 'failed',
      class: 'SCORER_FAULT',
      detail: expect.stringContaining('UnscorableTask') as unknown,
    });
  });

  test('and the next job is scored as if nothing had happened', async () => {
    expect(await pool.run(await jobOf(GOOD))).toMatchObject({ kind: 'scored' });
  });
});
