import { afterAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle } from '../bundle.ts';
import type { KeyTable } from '../definition/keys.ts';
import { readFolderOf, removeFolders } from '../test/reading.ts';
import { CODABENCH_WALKS } from '../test/walks/codabench.ts';
import { CODALAB_WALKS } from '../test/walks/codalab.ts';
import { EVALAI_WALKS } from '../test/walks/evalai.ts';
import { OTHERS_WALKS } from '../test/walks/others.ts';
import { ADDED, type Walk } from '../test/walks/walk.ts';
import { ALL_KEYS } from './keys.ts';

afterAll(removeFolders);

type Place = keyof typeof ALL_KEYS;
const WALKS: Record<Place, Walk> = { ...CODABENCH_WALKS, ...CODALAB_WALKS, ...EVALAI_WALKS, ...OTHERS_WALKS };
/** Honoured by what they warn of alone: there is nothing else to do about them here. */
const WARNED_OF: Partial<Record<Place, readonly string[]>> = {
  'EvalAI: challenge_config.yaml': ['start_date', 'end_date', 'remote_evaluation', 'is_docker_based', 'is_static_dataset_code_upload'],
  // One limit alone says nothing without its period, and a rank only orders.
  'Grand Challenge: a phase': ['submission_limit_period'],
  'CodaLab: leaderboard.leaderboards.*': ['rank'],
};

function changed(base: unknown, at: readonly (string | number)[], keys: object): unknown {
  const copy = structuredClone(base) as Record<string | number, unknown>;
  const target = at.reduce<Record<string | number, unknown>>((node, step) => node[step] as Record<string | number, unknown>, copy);
  Object.assign(target, keys);
  return copy;
}
/** What a bundle says beside its source and what was found wrong. */
const said = ({ raw: _, findings: __, ...rest }: Bundle): unknown =>
  JSON.parse(JSON.stringify(rest, (key, value: unknown) => (key === 'source' ? undefined : value)));
const readWith = ({ files, base, at }: Walk, keys: object): Promise<Bundle> =>
  readFolderOf({ ...files(changed(base, at, keys)), ...ADDED });
const unlikely = (treatment: Exclude<KeyTable[string], 'honoured'>): unknown =>
  [['x'], true, false].find((value) => !treatment.unless?.(value, 0));

describe.each(Object.entries(ALL_KEYS) as [Place, KeyTable][])('%s', (place, table) => {
  const walk = WALKS[place];
  const honoured = Object.keys(table).filter((key) => table[key] === 'honoured' && !WARNED_OF[place]?.includes(key));
  it('honours what it says it honours: each key changes what is read', async () => {
    const base = JSON.stringify(said(await readWith(walk, {})));
    const silent = honoured.map(async (key) => {
      expect(walk.examples).toHaveProperty([key]);
      return JSON.stringify(said(await readWith(walk, { [key]: walk.examples[key] }))) === base ? [key] : [];
    });
    expect((await Promise.all(silent)).flat()).toEqual([]);
  }, 30_000);
  it('reports what it ignores, and why', async () => {
    const ignored = Object.entries(table).flatMap(([key, treatment]) => (treatment === 'honoured' ? [] : [{ key, treatment }]));
    const { findings } = await readWith(walk, Object.fromEntries(ignored.map(({ key, treatment }) => [key, unlikely(treatment)])));
    const reported = findings.flatMap(({ code, message }) => (code === 'key-ignored' ? [message.en] : []));
    expect(reported).toEqual(expect.arrayContaining(ignored.map(({ key, treatment }) => `"${key}" is ignored: ${treatment.en}`)));
  });
  it('reports a key it does not know', async () => {
    const { findings } = await readWith(walk, { zzz_unheard_of: 1 });
    expect(findings).toContainEqual(expect.objectContaining({ code: 'key-unknown', severity: 'warning' }));
  });
  it('stands in the documentation', () => {
    const document = readFileSync(join(import.meta.dirname, '../../../../../../../docs/bundles.md'), 'utf8');
    const section = document.split(/^##+ /m).find((text) => text.startsWith(`${place}\n`)) ?? '';
    const listed = [...section.matchAll(/^\| `([^`]+)` *\| (.*?) *\|$/gm)].map(([, key, what]) => [key, what?.trim()]);
    const expected = Object.entries(table).map(([key, treatment]) => [
      key,
      treatment === 'honoured' ? 'honoured' : `ignored: ${treatment.en.replace(/\.$/, '')}`,
    ]);
    expect(listed).toEqual(expected);
  });
});
