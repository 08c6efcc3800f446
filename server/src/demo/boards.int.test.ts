import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SeededRng } from '../platform/random/random.ts';
import { planPopulation } from './population.ts';
import { Predictor } from './predictor.ts';

const plan = planPopulation(new SeededRng(20_261_124));
const sound = plan.sittings.flat().filter(({ example, flaw }) => example === 'digits' && flaw === null);

describe('the boards it leads to', () => {
  const examples = join(import.meta.dirname, '../../../examples');
  const predictor = new Predictor((example, file) => readFileSync(join(examples, example, 'data', file), 'utf8'));
  const answers = readFileSync(join(examples, 'digits/data/reference.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [id = '', label, part] = line.split(',');
      return part === 'public' ? [[id, label] as const] : [];
    });
  const publicAccuracy = (text: string): number => {
    const labels = new Map(
      text
        .trim()
        .split('\n')
        .map((line) => line.split(',') as [string, string]),
    );
    return answers.filter(([id, label]) => labels.get(id) === label).length / answers.length;
  };
  it('spreads the teams, improves most of them, and puts the demo account in the middle', () => {
    // The first and the last file of each team: training every model in between would only take longer.
    const histories = plan.members.map((_, position) => {
      const own = sound.filter(({ member }) => member === position);
      return [own[0], own.at(-1)].map((planned) => (planned ? publicAccuracy(predictor.file(planned)) : 0));
    });
    const best = histories.map((scores) => Math.max(...scores));
    const own = best[plan.researcher] ?? 0;
    const rank = 1 + best.filter((score) => score > own).length;
    expect(rank).toBeGreaterThan(best.length * 0.25);
    expect(rank).toBeLessThan(best.length * 0.75);
    expect(new Set(best).size).toBeGreaterThan(15);
    expect(Math.max(...best) - Math.min(...best)).toBeGreaterThan(0.05);
    expect(histories.filter((scores) => (scores.at(-1) ?? 0) > (scores[0] ?? 0)).length).toBeGreaterThan(best.length * 0.7);
    expect(publicAccuracy(readFileSync(join(examples, 'digits/data/better_than_baseline.csv'), 'utf8'))).toBeGreaterThan(own);
  });
});
