import { ChallengeList, type ChallengeCard } from '@gac/shared/contract/challenges';
import type { Lang } from '@gac/shared/values';
import type { Command } from '../context.ts';
import { inZone, score, table, wallClock } from '../layout.ts';
import type { Messages } from '../messages.ts';

export const list: Command = async ({ api, lang, m, machine }) => {
  const challenges = await api.get('/api/challenges', ChallengeList);
  return { value: challenges, lines: challenges.items.length === 0 ? [m.nothing] : challengeTable(challenges.items, lang, m, machine.zone) };
};

/** The challenges as a table; local time only where some deadline shows another clock than Korea's. */
export function challengeTable(items: readonly ChallengeCard[], lang: Lang, m: Messages, zone: string): string[] {
  const at = ({ nextBoundary }: ChallengeCard, clock: (iso: string) => string | null): string => {
    if (nextBoundary === null) return '–';
    const shown = clock(nextBoundary.at) ?? '';
    return nextBoundary.kind === 'opens' && shown !== '' ? m.opens(shown) : shown;
  };
  const isAbroad = items.some(({ nextBoundary }) => nextBoundary !== null && inZone(nextBoundary.at, zone) !== null);
  const { slug, title, stage, deadline, local, teams, leading } = m.columns;
  return table(
    [{ title: slug }, { title: stage }, { title: deadline }, ...(isAbroad ? [{ title: local }] : []), { title: teams, right: true }, { title: leading, right: true }, { title }],
    items.map((item) => [
      item.slug,
      m.stages[item.stage],
      at(item, (iso) => wallClock(iso, 'Asia/Seoul')),
      ...(isAbroad ? [at(item, (iso) => wallClock(iso, zone))] : []),
      String(item.teams),
      score(item.leading, item.metric.decimals),
      item.title[lang],
    ]),
  );
}
