import { lazy, Suspense, useSyncExternalStore } from 'react';
import { hadNotes, subscribeNotes } from './notes.ts';

const Region = lazy(() => import('./ToastRegion.tsx'));
/** Where notes appear; the shell renders it. React Aria's region is loaded with the first note. */
export function Toasts() {
  const wanted = useSyncExternalStore(subscribeNotes, hadNotes, () => false);
  return wanted ? (
    <Suspense fallback={null}>
      <Region />
    </Suspense>
  ) : null;
}
