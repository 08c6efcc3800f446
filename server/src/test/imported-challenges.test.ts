import { afterAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { parse } from 'yaml';
import { loadBundle } from '../features/challenges/definition/load-bundle.ts';
import { toChallenge } from '../features/scoring/engine/bundles/challenge/to-challenge.ts';
import { writeChallenge } from '../features/scoring/engine/bundles/challenge/write-challenge.ts';
import { CHALLENGE, codabench, codalab, COMPETITION, evalai, LEGACY } from '../features/scoring/engine/bundles/test/samples.ts';
import { newFolder, readZip, removeFolders } from '../features/scoring/engine/bundles/test/reading.ts';

afterAll(removeFolders);

const catalogue = { names: [], misuse: () => [], referenceFaults: () => Promise.resolve([]), predictionFaults: () => Promise.resolve([]) };
const now = new Date('2026-11-01T00:00:00Z');
const computed = {
  ...COMPETITION,
  tasks: [...COMPETITION.tasks, { index: 1, name: 'Second', scoring_program: 'scoring_program' }],
  phases: [{ name: 'Both', start: '2026-01-01', tasks: [0, 1], starting_kit: 'kit' }],
  solutions: [{ index: 0, path: 'solution', tasks: [0] }],
  leaderboards: [
    {
      title: 'R',
      key: 'r',
      columns: [
        { key: 'mean', title: 'Mean', index: 0, computation: 'avg', computation_indexes: [1, 2] },
        { key: 'a b', title: 'A', index: 1 },
        { key: 'c/d', title: 'C', index: 2, sorting: 'asc' },
      ],
    },
  ],
};
const extra = { 'kit/readme.md': 'x', 'solution/metadata': 'command: x', 'solution/a.py': '' };

describe('an imported challenge', () => {
  it.each([
    ['Codabench', codabench(COMPETITION)],
    ['Codabench with tasks, solutions and computed columns', codabench(computed, extra)],
    ['CodaLab', codalab(LEGACY)],
    ['EvalAI', evalai(CHALLENGE)],
  ])('of %s is a bundle that loads, and loads as it was written', async (_of, files) => {
    const made = await toChallenge(await readZip(files), { now });
    if (!made.ok) throw new AggregateError(made.refusal);
    const folder = newFolder();
    await writeChallenge(made.value.definition, made.value.files, folder);
    const loaded = await loadBundle(folder, catalogue);
    expect(loaded.ok ? [] : loaded.refusal).toEqual([]);
    if (!loaded.ok) return;
    expect(loaded.value.definition).toEqual(made.value.definition);
    expect([...loaded.value.files.keys()].sort()).toEqual([...made.value.files.keys()].sort());
    expect(parse(loaded.value.text)).toMatchObject({ gac: 'challenge/1' });
    expect(loaded.value.files.get([...made.value.files.keys()][0] ?? '')?.path.startsWith(join(folder, 'tasks'))).toBe(true);
  });
});
