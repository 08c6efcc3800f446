import type { ChallengeCard } from '@gac/shared/contract/challenges';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inReadingOrder } from './challenge-views.ts';

const card = (slug: string, stage: ChallengeCard['stage'], next: string | null, closesAt: string | null): ChallengeCard =>
  ({ slug, stage, nextBoundary: next === null ? null : { kind: 'closes', phaseName: { ko: '가', en: 'a' }, at: next }, phases: [{ closesAt }] }) as unknown as ChallengeCard;
const CARDS = [
  card('closes-soon', 'running', '2026-12-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z'),
  card('closes-later', 'running', '2027-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'),
  card('open-for-ever', 'running', null, null),
  card('opens-soon', 'upcoming', '2026-12-05T00:00:00.000Z', '2027-02-01T00:00:00.000Z'),
  card('opens-later', 'upcoming', '2027-03-05T00:00:00.000Z', '2027-04-01T00:00:00.000Z'),
  card('just-over', 'judging', null, '2026-11-20T00:00:00.000Z'),
  card('over', 'judging', null, '2026-10-20T00:00:00.000Z'),
  card('a-past-one', 'closed', null, '2026-01-01T00:00:00.000Z'),
  card('b-past-one', 'closed', null, '2026-01-01T00:00:00.000Z'),
];

describe('the order of the list', () => {
  it('is what a reader can act on first, whatever order they come in', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(CARDS, { minLength: CARDS.length }), (cards) => {
        expect(inReadingOrder(cards).map(({ slug }) => slug)).toEqual(CARDS.map(({ slug }) => slug));
      }),
    );
  });
});
