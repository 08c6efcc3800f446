import { useEffect, useState, type ReactNode } from 'react';
import { later } from '../lib/wait.ts';

const SKELETON_DELAY_MS = 150;
/** Grey shapes of the final size, shown only when loading takes longer than 150 ms (G4). `label` is read aloud. */
export function Skeleton({
  label,
  rows = 6,
  height = 48,
  children,
}: {
  label: string;
  rows?: number;
  height?: 24 | 48 | 96;
  children?: ReactNode;
}) {
  const [shown, setShown] = useState(false);
  useEffect(() => later(SKELETON_DELAY_MS, () => setShown(true)), []);
  return (
    <div aria-busy="true" className={`skeletons skeletons-${height}`}>
      <span className="vh">{label}</span>
      {shown && (children ?? Array.from({ length: rows }, (_, i) => <span key={i} className="skeleton" />))}
    </div>
  );
}
