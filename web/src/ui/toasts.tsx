import { useEffect, useState, useSyncExternalStore, type ComponentType } from 'react';
import { isReachable, useConnection } from '../lib/connection.ts';
import { hadNotes, subscribeNotes } from './notes.ts';

/** Where notes appear; the shell renders it. React Aria's region is loaded with the first note, or when there is a connection again. */
export function Toasts() {
  const wanted = useSyncExternalStore(subscribeNotes, hadNotes, () => false);
  const { lost } = useConnection();
  const [Region, setRegion] = useState<ComponentType | null>(null);
  useEffect(() => {
    if (wanted && !lost) import('./ToastRegion.tsx').then((module) => setRegion(() => module.default), isReachable);
  }, [wanted, lost]);
  return Region && <Region />;
}
