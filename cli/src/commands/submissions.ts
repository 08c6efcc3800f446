import { ChallengeView } from '@gac/shared/contract/challenges';
import { SubmissionList, type SubmissionRow } from '@gac/shared/contract/submissions';
import type { Command } from '../context.ts';
import { table, wallClock } from '../layout.ts';
import type { Messages } from '../messages.ts';
import { phaseOf } from '../prediction/task.ts';
import { scoresText } from './submission-lines.ts';

export const submissions: Command = async ({ api, run, m }) => {
  const challenge = await api.get(`/api/challenges/${encodeURIComponent(run.args[0] ?? '')}`, ChallengeView);
  const { id } = phaseOf(challenge, run.text('phase'));
  const page = (offset: number): Promise<SubmissionList> => api.get(`/api/phases/${id}/submissions?offset=${offset}`, SubmissionList);
  const first = await page(0);
  const items = [...first.items];
  for (let last = first; last.items.length > 0 && items.length < last.total; items.push(...last.items)) last = await page(items.length);
  return { value: { ...first, items }, lines: items.length === 0 ? [m.nothing] : submissionTable(items, m) };
};

/** Own submissions as a table, in the order they come. */
export function submissionTable(items: readonly SubmissionRow[], m: Messages): string[] {
  const { number, received, state, file, receipt, id } = m.columns;
  const scores = items.find((item) => scoresText(item.scores) !== '')?.scores[0]?.key ?? '';
  return table(
    [{ title: number, right: true }, { title: received }, { title: state }, { title: scores, right: true }, { title: file }, { title: receipt }, { title: id }],
    items.map((item) => [String(item.number), wallClock(item.receivedAt, 'Asia/Seoul'), m.states[item.state], scoresText(item.scores.slice(0, 1)).split(' ')[1] ?? '', item.fileName, item.receipt, item.id]),
  );
}
