import { DataFiles } from '../../features/challenges/components/DataFiles.tsx';
import { useChallenge } from './useChallenge.ts';

export function TabPage() {
  return <DataFiles {...useChallenge()} />;
}
