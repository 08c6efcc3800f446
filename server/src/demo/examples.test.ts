import { IdIndex } from '@gac/shared/scoring/id-set';
import { resolveMetric, METRICS } from '@gac/shared/scoring/metrics/registry';
import { createValidator } from '@gac/shared/scoring/validator';
import { describe, expect, it } from '@jest/globals';
import type { ChallengeDefinition } from '@gac/shared/contract/definition';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDefinition } from '../features/challenges/definition/read-definition.ts';
import type { MetricCatalogue } from '../features/challenges/domain/check-tasks.ts';
import { FLAWS, spoil, type Flaw } from './flaws.ts';
import type { ExampleName } from './models/examples.ts';

const folder = join(import.meta.dirname, '../../../examples');
const catalogue: MetricCatalogue = {
  names: [...METRICS.keys()],
  misuse: (use, format) => {
    const resolved = resolveMetric(use, format);
    return resolved.ok
      ? []
      : resolved.refusal.map(({ code, detail }) => ({ path: [], message: { ko: detail, en: `${code} ${detail}` }, hint: null }));
  },
};
const definitionOf = (example: ExampleName): ChallengeDefinition => {
  const read = readDefinition(readFileSync(join(folder, example, 'challenge.yaml'), 'utf8'), catalogue);
  if (!read.ok) throw new TypeError(JSON.stringify(read.refusal, null, 1));
  return read.value;
};
const file = (example: ExampleName, path: string): string => readFileSync(join(folder, example, path), 'utf8');

/** What participants' files are put through, with the ids of the hidden answers. */
function codes(example: ExampleName, text: string): string[] {
  const format = definitionOf(example).tasks[0]?.format;
  if (!format) return ['no task'];
  const reference = file(example, 'data/reference.csv').trim().split('\n').slice(1);
  const ids = new IdIndex(reference.map((line) => line.split(',')[0] ?? ''));
  const validator = createValidator({ format, ids });
  validator.push(new TextEncoder().encode(text));
  return validator.end().counts.map(({ code }) => code);
}

describe.each(['digits', 'nuclei'] as const)('the example %s', (example) => {
  it('uses metrics that fit its files', () => {
    expect(definitionOf(example)).toMatchObject({ slug: example });
  });

  it('offers and submits files that pass the check', () => {
    const { data, baselines } = definitionOf(example);
    const predictions = [...data.filter(({ role }) => role === 'sample' || role === 'example'), ...baselines];
    expect(predictions).toHaveLength(4);
    for (const prediction of predictions)
      expect([prediction.file, codes(example, file(example, prediction.file))]).toEqual([prediction.file, []]);
  });

  it('has answers for both parts, 40 and 60 percent of each class, and the ids of the test data', () => {
    const rows = file(example, 'data/reference.csv')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));
    const testIds = file(example, 'data/test.csv')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[0]);
    expect(rows.map(([id]) => id)).toEqual(testIds);
    const trainIds = new Set(
      file(example, 'data/train.csv')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',')[0]),
    );
    expect(testIds.filter((id) => trainIds.has(id))).toEqual([]);
    for (const label of new Set(rows.map(([, answer]) => answer))) {
      const own = rows.filter(([, answer]) => answer === label);
      expect(own.filter(([, , part]) => part === 'public')).toHaveLength(Math.round(own.length * 0.4));
      expect(own.filter(([, , part]) => part === 'private')).toHaveLength(own.length - Math.round(own.length * 0.4));
    }
  });

  const found: Record<Flaw, string[]> = {
    'missing-rows': ['MISSING_ID'],
    'wrong-column': ['MISSING_COLUMN', 'EXTRA_COLUMN'],
    'duplicate-id': ['DUPLICATE_ID'],
    'not-a-number': [example === 'digits' ? 'UNKNOWN_LABEL' : 'NAN'],
    'unknown-value': [example === 'digits' ? 'UNKNOWN_LABEL' : 'OUT_OF_RANGE'],
  };
  it.each(FLAWS)('has a check that finds %s', (flaw) => {
    expect(codes(example, spoil(file(example, 'data/better_than_baseline.csv'), flaw))).toEqual(found[flaw]);
  });
});
