import { useSuspenseQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ChallengeView, ParticipationView } from '../../api/views.ts';
import { useAccount } from '../../features/accounts/queries.ts';
import { challengeQuery, participationQuery } from '../../features/challenges/queries.ts';
import { useApi } from '../../lib/api.ts';
import { useClock } from '../../lib/clock.ts';

/** The challenge of the address, which the route's loader has already, and who looks at it: the account's id, or null. */
export function useChallenge(): { challenge: ChallengeView; participation: ParticipationView | null; viewer: string | null } {
  const { slug = '' }: { slug?: string } = useParams({ strict: false });
  const api = useApi();
  const challenge = useSuspenseQuery(challengeQuery(api, slug)).data;
  const viewer = useAccount(api, useClock())?.id ?? null;
  const participation = useQuery(participationQuery(api, slug, viewer)).data ?? null;
  return { challenge, participation, viewer };
}
