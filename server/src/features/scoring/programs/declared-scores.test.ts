import { describe, expect, it } from '@jest/globals';
import { zProgramMetric, type ProgramScorer } from '@gac/shared/contract/definition';
import type { ScoreSet } from '../engine/programs/contract.ts';
import { declaredScores } from './declared-scores.ts';

const name = { ko: '가', en: 'A' };
const metric = (over: object): ProgramScorer['metrics'][number] => zProgramMetric.parse({ key: 'acc', name, ...over });
const set = (values: Record<string, number>, split: string | null = null): ScoreSet => ({ split, values, errors: {} });

describe('what a program’s scores are worth', () => {
  it.each<[string, ProgramScorer['contract'], object, ScoreSet[], (number | null)[]]>([
    ['by the program’s own name', 'codabench', { output: 'Accuracy Score' }, [set({ 'Accuracy Score': 0.5 })], [0.5, null]],
    ['by the key', 'codabench', {}, [set({ acc: 0.5 })], [0.5, null]],
    ['nothing where it gave nothing', 'codabench', {}, [set({ other: 0.5 })], [null, null]],
    ['nothing where it gave no number', 'codabench', {}, [set({ acc: Number.NaN })], [null, null]],
    ['of its split', 'evalai', { split: 'test', output: 'Acc' }, [set({ Acc: 0.1 }, 'train'), set({ Acc: 0.2 }, 'test')], [0.2, null]],
    ['the one score', 'kaggle', {}, [set({ score: 3 })], [3, null]],
    ['of both parts', 'kaggle', {}, [set({ score: 3 }, 'public'), set({ score: 4 }, 'private')], [3, 4]],
    ['of both parts, by its name', 'huggingface', { output: 'f1' }, [set({ f1: 0.5 }, 'public'), set({ f1: 0.75 }, 'private')], [0.5, 0.75]],
    ['by the key that the adapter was asked for', 'metrics-json', { path: 'aggregates.acc' }, [set({ acc: 0.25 })], [0.25, null]],
  ])('%s (%s)', (_what, contract, over, sets, [shown, hidden]) => {
    expect(declaredScores({ contract, metrics: [metric(over)] }, sets)).toEqual([{ key: 'acc', public: shown, private: hidden }]);
  });
});
