import { describe, expect, it } from '@jest/globals';
import type { ChallengeDefinition } from '@gac/shared/contract/definition';
import { PLACEHOLDERS } from '@gac/shared/rules/placeholders';
import { draftGaps } from './draft-gaps.ts';

const both = { ko: '가', en: 'a' };
const complete = {
  title: both,
  field: { ko: '생물', en: 'Biology' },
  rules: { clauses: [{ id: 'terms', title: both, text: both }] },
  data: [{ key: 'kit', licence: 'CC0-1.0', source: 'made here' }],
  phases: [{ key: 'main', closesAt: '2026-12-01T00:00:00.000Z' }],
} as unknown as ChallengeDefinition;
const now = new Date('2026-11-01T00:00:00Z');

describe('what a draft lacks', () => {
  it('is nothing when everything is written in both languages', () => {
    expect(draftGaps(complete, now)).toEqual([]);
  });

  it.each<[string, object, object]>([
    ['its field', { field: PLACEHOLDERS.field }, { code: 'field', path: 'field', required: true }],
    ['its field in one language', { field: { ko: '생물', en: PLACEHOLDERS.field.en } }, { code: 'field', path: 'field', required: true }],
    [
      'its rules',
      { rules: { clauses: [{ id: 'terms', title: both, text: PLACEHOLDERS.rules }] } },
      { code: 'rules', path: 'rules.clauses[0].text', required: true },
    ],
    ['a licence', { data: [{ licence: 'unknown', source: 'x' }] }, { code: 'licence', path: 'data[0].licence', required: true }],
    ['a source', { data: [{ licence: 'CC0-1.0', source: 'unknown' }] }, { code: 'source', path: 'data[0].source', required: true }],
    ['time', { phases: [{ closesAt: '2026-11-01T00:00:00.000Z' }] }, { code: 'over', path: 'phases', required: false }],
    ['a translation', { title: { ko: 'Wheat', en: 'Wheat' } }, { code: 'translation', path: 'title', required: false }],
  ])('%s', (_what, over, gap) => {
    expect(draftGaps({ ...complete, ...over }, now)).toEqual([gap]);
  });

  it('is never a phase without an end, nor a number', () => {
    expect(
      draftGaps({ ...complete, title: { ko: '2026', en: '2026' }, phases: [{ closesAt: null }] } as unknown as ChallengeDefinition, now),
    ).toEqual([]);
  });
});
