import type { ChallengeCard } from '../../api/views.ts';
import type { Lang } from '@gac/shared/values';
import type { RulerRow, RulerSpan } from '../../ui/TimeRuler.tsx';

const firstOpening = ({ phases }: ChallengeCard): number => Math.min(...phases.map(({ opensAt }) => Date.parse(opensAt)));
/** Rows of the time ruler: one challenge each, its phases in order. The bar of the running phase carries the challenge's name. */
export function rulerRows(challenges: readonly ChallengeCard[], now: number, lang: Lang): RulerRow[] {
  return challenges
    .filter(({ phases }) => phases.length > 0)
    .sort((a, b) => firstOpening(a) - firstOpening(b))
    .map((challenge) => {
      const title = challenge.title[lang];
      const next = challenge.phases.find(({ opensAt }) => Date.parse(opensAt) > now);
      const spans = challenge.phases.map((phase): RulerSpan => {
        const from = Date.parse(phase.opensAt);
        const to = phase.closesAt === null ? null : Date.parse(phase.closesAt);
        const look = to !== null && to <= now ? 'before' : from <= now ? 'open' : phase === next ? 'after' : 'planned';
        return { label: phase.name[lang], from, to, look };
      });
      const main = spans.find(({ look }) => look === 'open') ?? spans.find(({ look }) => look === 'after') ?? spans[0];
      return { key: challenge.slug, spans: spans.map((span) => (span === main ? { ...span, label: `${title} · ${span.label}` } : span)) };
    });
}
/** The running ones first, then what comes, then what is judged, then what is over; within each by the next boundary. */
const ORDER = { running: 0, upcoming: 1, judging: 2, closed: 3 } as const;
export function byUrgency(a: ChallengeCard, b: ChallengeCard): number {
  const at = (card: ChallengeCard) => (card.nextBoundary ? Date.parse(card.nextBoundary.at) : Number.MAX_SAFE_INTEGER);
  return ORDER[a.stage] - ORDER[b.stage] || at(a) - at(b) || (a.slug < b.slug ? -1 : 1);
}
