import { describe, expect, test } from '@jest/globals';
import type { Bundle, BundleFinding, BundlePhase, BundleSolution, BundleTask } from '../bundles/bundle.ts';
import { chooseRun, concernsRunning, type RunWish } from './choose-run.ts';

const tree = { name: '', files: [], emptyFolders: [] };
const phase = (index: number, tasks: number[], codename: string | null = null) =>
  ({ index, tasks, codename, name: `Phase ${index}` }) as unknown as BundlePhase;
const solution = (index: number, tasks: number[], there = true) =>
  ({ index, tasks, tree: there ? tree : null }) as unknown as BundleSolution;
const BUNDLE = {
  phases: [phase(0, [0, 1], 'dev'), phase(1, [2]), phase(2, [])],
  tasks: [0, 1, 2].map((index) => ({ index }) as BundleTask),
  solutions: [solution(0, [1]), solution(1, [2]), solution(5, [], false), solution(6, [])],
} as unknown as Bundle;
const wish = (over: Partial<RunWish>): RunWish => ({ submission: 'file.zip', phase: null, task: null, ...over });

describe('what is meant', () => {
  test.each([
    ['a file: all of the first phase', {}, 0, [0, 1]],
    ['a codename', { phase: 'dev' }, 0, [0, 1]],
    ['an index', { phase: '1' }, 1, [2]],
    ['a name', { phase: 'Phase 1' }, 1, [2]],
    ['a task: the phase it is in', { task: 2 }, 1, [2]],
    ['a task of another phase, when asked for', { phase: '0', task: 2 }, 0, [2]],
    ['a solution: its tasks', { submission: 'solution:0' }, 0, [1]],
    ['a solution for a later phase', { submission: 'solution:1' }, 1, [2]],
    ['a solution in a phase that it is not for', { submission: 'solution:1', phase: '0' }, 0, [0, 1]],
    ['a solution that names no tasks', { submission: 'solution:6' }, 0, [0, 1]],
  ])('%s', (_, over, index, tasks) => {
    const chosen = chooseRun(BUNDLE, wish(over));
    expect(chosen.ok && [chosen.value.phase.index, chosen.value.tasks.map((one) => one.index)]).toEqual([index, tasks]);
  });
  test.each([
    [{ submission: 'solution:9' }, 'no-such-solution', 'There is no solution 9. There are: 0, 1, 6'],
    [{ submission: 'solution:5' }, 'no-such-solution', 'There is no solution 5. There are: 0, 1, 6'],
    [{ phase: 'test' }, 'no-such-phase', 'There is no phase test. There are: dev, 1, 2'],
    [{ task: 9 }, 'no-such-task', 'There is no task 9. There are: 0, 1, 2'],
    [{ phase: '2' }, 'phase-without-tasks', 'Phase 2 has no tasks.'],
  ])('%j is refused', (over, code, en) => expect(chooseRun(BUNDLE, wish(over))).toMatchObject({ ok: false, refusal: { code, en } }));
});

test.each([
  ['terms', 'file-missing', false],
  ['pages[0].file', 'file-missing', false],
  ['phases[1].start', 'missing-key', false],
  ['challenge_phases[0].description', 'missing-key', false],
  ['phases[0].tasks', 'missing-key', true],
  ['tasks[0].scoring_program', 'file-missing', true],
  ['phases[0].end', 'phase-order', false],
  ['', 'path-outside', true],
  ['evaluation_script', 'file-missing', true],
])('%s, %s: %s', (path, code, expected) => expect(concernsRunning({ path, code } as BundleFinding)).toBe(expected));
