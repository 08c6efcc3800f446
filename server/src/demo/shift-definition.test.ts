import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDefinition } from '../features/challenges/definition/read-definition.ts';
import { daysToShift, shiftDefinition } from './shift-definition.ts';

const catalogue = { names: ['accuracy', 'f1_macro', 'roc_auc', 'log_loss'], misuse: () => [] };
const digits = readDefinition(readFileSync(join(import.meta.dirname, '../../../examples/digits/challenge.yaml'), 'utf8'), catalogue);
if (!digits.ok) throw new TypeError(JSON.stringify(digits.refusal));
const definition = digits.value;

describe('shiftDefinition', () => {
  it('moves every instant and date by the same whole days and keeps the time of day', () => {
    const moved = shiftDefinition(definition, 400);
    expect(moved.phases.map(({ opensAt, closesAt }) => [opensAt, closesAt])).toEqual([
      ['2027-12-02T10:00:00+09:00', '2028-01-15T23:59:00+09:00'],
    ]);
    expect(moved.rules.date).toBe('2027-12-10');
    expect(moved.rules.changes.map(({ date }) => date)).toEqual(['2027-12-10', '2027-11-30']);
    expect(moved.dataChanges[0]?.date).toBe('2027-11-30');
  });
  it('is undone by the opposite, and changes nothing else', () => {
    expect(shiftDefinition(shiftDefinition(definition, -37), 37)).toEqual(definition);
    const { phases: _phases, rules: _rules, dataChanges: _changes, ...rest } = shiftDefinition(definition, 5);
    expect(definition).toMatchObject(rest);
  });
});

describe('daysToShift', () => {
  it.each([
    ['2026-11-24T03:00:00Z', 0],
    ['2026-11-23T15:00:00Z', 0],
    ['2026-11-23T14:59:59Z', -1],
    ['2026-11-24T15:00:00Z', 1],
    ['2027-11-24T03:00:00Z', 365],
  ])('at %s it is %d, by the calendar of Seoul', (now, days) => {
    expect(daysToShift(new Date(now), 'Asia/Seoul')).toBe(days);
  });
});
