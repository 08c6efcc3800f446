import { Overview } from '../../features/challenges/components/Overview.tsx';
import { useChallenge } from './useChallenge.ts';

export function TabPage() {
  return <Overview {...useChallenge()} />;
}
