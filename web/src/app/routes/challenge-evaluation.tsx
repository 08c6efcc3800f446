import { Evaluation } from '../../features/challenges/components/Evaluation.tsx';
import { useChallenge } from './useChallenge.ts';

export function TabPage() {
  return <Evaluation challenge={useChallenge().challenge} />;
}
