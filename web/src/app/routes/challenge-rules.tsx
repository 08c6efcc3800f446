import { Rules } from '../../features/challenges/components/Rules.tsx';
import { useChallenge } from './useChallenge.ts';

export function TabPage() {
  return <Rules {...useChallenge()} />;
}
