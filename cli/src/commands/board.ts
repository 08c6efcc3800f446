import { ChallengeView, type BoardSummary } from '@gac/shared/contract/challenges';
import { BoardWindow, type BoardRow } from '@gac/shared/contract/leaderboards';
import type { Lang } from '@gac/shared/values';
import type { Command } from '../context.ts';
import { inKorea, rankChange, score, table, wallClock } from '../layout.ts';
import type { Messages } from '../messages.ts';
import { refuse } from '../refused.ts';

const TOP = 20;
/** Rows of one answer (BoardQuery). */
const PAGE = 100;

export const board: Command = async ({ api, run, lang, m }) => {
  const [slug = ''] = run.args;
  const challenge = await api.get(`/api/challenges/${encodeURIComponent(slug)}`, ChallengeView);
  const key = run.text('board');
  const summary = key === undefined ? challenge.boards[0] : challenge.boards.find((known) => known.key === key);
  if (!summary) throw refuse('no-board', `${key ?? slug} (${challenge.boards.map((known) => known.key).join(', ')})`);
  const top = run.count('top') ?? TOP;
  const page = (offset: number): Promise<BoardWindow> => api.get(`/api/boards/${summary.id}/rows?offset=${offset}&limit=${Math.min(PAGE, top - offset)}`, BoardWindow);
  const first = await page(0);
  const rows = [...first.rows];
  for (let last = first; last.rows.length > 0 && rows.length < Math.min(top, last.total); rows.push(...last.rows)) last = await page(rows.length);
  const lines = [m.boardLine(summary.name[lang], first.teams, inKorea(first.at)), ...(rows.length === 0 ? [m.nothing] : boardTable(summary, rows, lang, m))];
  return { value: { ...first, rows }, lines };
};

/** Rows of a board as a table; a baseline has no rank. */
export function boardTable({ columns }: Pick<BoardSummary, 'columns'>, rows: readonly BoardRow[], lang: Lang, m: Messages): string[] {
  const { rank, change, team, country, submissions, last } = m.columns;
  const titles = [
    { title: rank, right: true },
    { title: change, right: true },
    { title: team },
    { title: country },
    ...columns.map(({ name }) => ({ title: name[lang], right: true })),
    { title: submissions, right: true },
    { title: last },
  ];
  return table(
    titles,
    rows.map((row) => [
      row.rank === null ? '–' : `${row.rank}${row.tied ? '=' : ''}`,
      rankChange(row.rankBefore, row.rank),
      row.baselineName?.[lang] ?? row.team,
      row.country ?? '',
      ...columns.map(({ decimals }, at) => score(row.scores[at] ?? null, decimals)),
      row.baselineName ? '' : String(row.submissions),
      wallClock(row.lastAt, 'Asia/Seoul'),
    ]),
  );
}
