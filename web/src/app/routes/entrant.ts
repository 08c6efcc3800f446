import type { ChallengeView, PhaseView } from '../../api/views.ts';
import { challengeQuery, participationQuery } from '../../features/challenges/queries.ts';
import { phaseToShow } from '../../features/submit/gate.ts';
import type { AppContext } from '../context.ts';
import { held, orMissing, viewerOf } from '../loading.ts';

/** The id of the board that shows what is submitted in a phase; null when none is public. */
export const boardOf = (challenge: ChallengeView, phase: Pick<PhaseView, 'key'> | undefined): string | null =>
  challenge.boards.find(({ phaseKey }) => phaseKey === phase?.key)?.id ?? null;

/** The challenge, and the phase shown when the viewer has a team that may look at its submissions there. */
export async function entryOf(
  context: AppContext,
  slug: string,
  phaseKey: string | undefined,
): Promise<{ view: ChallengeView; phase: PhaseView | null }> {
  const viewer = await viewerOf(context);
  const [view, participation] = await Promise.all([
    orMissing(held(context, challengeQuery(context.api, slug))),
    held(context, participationQuery(context.api, slug, viewer)).catch(() => null),
  ]);
  const phase = phaseToShow(view.phaseDetails, phaseKey, context.clock.now());
  return { view, phase: participation?.team && !participation.rulesOutdated ? phase : null };
}
