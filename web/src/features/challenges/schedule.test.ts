import { expect, test } from '@jest/globals';
import type { ChallengeCard } from '../../api/views.ts';
import { rulerRange, rulerTicks } from '../../ui/TimeRuler.tsx';
import { byUrgency, rulerRows } from './schedule.ts';

const NOW = Date.parse('2026-11-23T00:00:00Z');
const day = (n: number) => new Date(NOW + n * 86_400_000).toISOString();
const card = (slug: string, stage: ChallengeCard['stage'], spans: [number, number | null][], next: number | null): ChallengeCard => ({
  id: slug,
  slug,
  title: { ko: slug, en: slug },
  summary: { ko: '', en: '' },
  field: { ko: '', en: '' },
  routes: [],
  stage,
  teams: 0,
  leading: null,
  distribution: [],
  phases: spans.map(([from, to], i) => ({
    key: `p${i}`,
    name: { ko: `단계${i}`, en: `phase${i}` },
    opensAt: day(from),
    closesAt: to === null ? null : day(to),
  })),
  nextBoundary: next === null ? null : { kind: 'closes', phaseName: { ko: '', en: '' }, at: day(next) },
  metric: { key: 'm', metric: 'accuracy', name: { ko: '', en: '' }, direction: 'desc', decimals: 5, version: 1, codeSha256: '' },
});
test('a row per challenge, the running phase carries its name', () => {
  const [row] = rulerRows(
    [
      card(
        'a',
        'running',
        [
          [-20, -5],
          [-5, 5],
          [5, 9],
          [9, null],
        ],
        5,
      ),
    ],
    NOW,
    'en',
  );
  expect(row?.spans.map(({ label, look }) => [label, look])).toEqual([
    ['phase0', 'before'],
    ['a · phase1', 'open'],
    ['phase2', 'after'],
    ['phase3', 'planned'],
  ]);
});
test('running first, nearest boundary first', () => {
  const cards = [
    card('c', 'closed', [], null),
    card('late', 'running', [], 9),
    card('u', 'upcoming', [], 1),
    card('soon', 'running', [], 2),
  ];
  expect([...cards].sort(byUrgency).map(({ slug }) => slug)).toEqual(['soon', 'late', 'u', 'c']);
});
test('the ruler shows whole months of Korean time around everything', () => {
  const rows = rulerRows([card('a', 'running', [[-20, 20]], 20)], NOW, 'ko');
  const { from, to } = rulerRange(rows, NOW);
  expect(new Date(from).toISOString()).toBe('2026-10-31T15:00:00.000Z');
  expect(new Date(to).toISOString()).toBe('2026-12-31T15:00:00.000Z');
  expect(
    rulerTicks(from, to, 'ko')
      .filter(({ label }) => label !== undefined)
      .map(({ label }) => label),
  ).toEqual(['11월', '12월', '1월']);
});
