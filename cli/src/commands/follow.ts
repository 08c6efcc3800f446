import { SubmissionView } from '@gac/shared/contract/submissions';
import { isTerminal } from '@gac/shared/rules/lifecycle';
import { liveEvents } from '../api/events.ts';
import { patienceOf, type CommandContext } from '../context.ts';
import { wallClock } from '../layout.ts';

/** A rank comes within seconds of its score; nobody waits longer than this for it. */
const RANK_WAIT_MS = 30_000;
/** A stream is opened anew after this time, so that a line that fell silent is noticed. */
const STREAM_MS = 60_000;

/** Whether nothing more comes by itself. */
export function isOver({ state, rankChange, history }: SubmissionView, now: Date): boolean {
  if (!isTerminal(state)) return false;
  if (state !== 'SCORED' || rankChange !== null) return true;
  const scoredAt = history.findLast((step) => step.state === 'SCORED')?.at;
  return scoredAt === undefined || now.getTime() - Date.parse(scoredAt) >= RANK_WAIT_MS;
}

/**
 * Follows a submission to its end, noting every state once. The state comes from the server's view, the stream only says when to look: what
 * happens while the stream is away is seen at the next look.
 */
export async function follow(context: CommandContext, id: string): Promise<SubmissionView> {
  const { api, machine } = context;
  const patience = patienceOf(context);
  let noted = 0;
  let lastId = '0';
  for (;;) {
    try {
      const view = await api.get(`/api/submissions/${encodeURIComponent(id)}`, SubmissionView);
      noted = noteSteps(context, view, noted);
      if (isOver(view, machine.now())) return view;
      const forMs = isTerminal(view.state) ? RANK_WAIT_MS / 10 : STREAM_MS;
      for await (const event of liveEvents(api, `/api/submissions/${encodeURIComponent(id)}/events`, lastId, forMs)) {
        if (event.id !== '') lastId = event.id;
        patience.reset();
        if (event.kind === 'state' || event.kind === 'ranked' || event.kind === 'reset') break;
      }
      // A server that closes every stream at once must not be asked without a pause.
      await machine.wait(200);
    } catch (error) {
      await patience.after(error);
    }
  }
}

/** How many of the states have been noted now. */
function noteSteps({ m, note, machine }: CommandContext, { history, queue, state }: SubmissionView, noted: number): number {
  history.slice(noted).forEach((step, at) => {
    const isLast = noted + at === history.length - 1;
    const waiting = isLast && queue !== null && !isTerminal(state) && queue.position > 0 ? ` (${m.queue(queue.position)})` : '';
    note(`${wallClock(step.at, machine.zone).slice(-5)} ${m.states[step.state]}${waiting}`);
  });
  return history.length;
}
