import { useSuspenseQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ChallengeView, ParticipationView } from '../../api/views.ts';
import { challengeQuery, participationQuery } from '../../features/challenges/queries.ts';
import { useApi } from '../../lib/api.ts';

/** The challenge of the address. The route's loader has it already. */
export function useChallenge(): { challenge: ChallengeView; participation: ParticipationView | null } {
  const { slug = '' }: { slug?: string } = useParams({ strict: false });
  const api = useApi();
  const challenge = useSuspenseQuery(challengeQuery(api, slug)).data;
  const participation = useQuery(participationQuery(api, slug)).data ?? null;
  return { challenge, participation };
}
