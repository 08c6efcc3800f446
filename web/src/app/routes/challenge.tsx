import { Outlet, useRouterState } from '@tanstack/react-router';
import { ChallengeHeader } from '../../features/challenges/components/ChallengeHeader.tsx';
import { useChallenge } from './useChallenge.ts';
import '../../features/challenges/challenges.css';

/** The header all tabs share, and the tab. */
export function ChallengeLayout() {
  const { challenge, participation } = useChallenge();
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  return (
    <div className="wrap">
      <ChallengeHeader challenge={challenge} participation={participation} current={pathname} />
      <div className="c-body">
        <Outlet />
      </div>
    </div>
  );
}
