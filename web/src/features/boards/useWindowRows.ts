import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { RowHeights } from './heights.ts';

export interface WindowRows {
  /** Rows to render, both included. */
  first: number;
  last: number;
  /** Rows the viewport shows, both included. */
  seenFirst: number;
  seenLast: number;
  /** Room for the rows that are not rendered, px. */
  before: number;
  after: number;
  /** Where a row begins, px from the top of the viewport. */
  topOf: (index: number) => number;
  scrollTo: (index: number) => void;
}
/** One more row at each end, so that a row is there before it comes into view. */
const OVERSCAN = 1;
const subscribe = (changed: () => void) => {
  for (const type of ['scroll', 'resize']) addEventListener(type, changed, { passive: true });
  return () => {
    for (const type of ['scroll', 'resize']) removeEventListener(type, changed);
  };
};
/**
 * Which of `count` rows the page has to render while it scrolls with the window (LB-2). Rows are ordinary blocks between two spacers and may differ
 * in height; each rendered one carries `data-index` and is measured. Ours, because the library for it weighs 11 kB in the first load.
 */
export function useWindowRows(count: number, estimatePx: number, body: React.RefObject<HTMLElement | null>): WindowRows {
  const [heights] = useState(() => new RowHeights(estimatePx));
  const [, setVersion] = useState(0);
  const measuredOnce = useRef(false);
  const listTop = () => body.current?.getBoundingClientRect().top ?? 0;
  const range = useSyncExternalStore(
    subscribe,
    () => `${heights.indexAt(-listTop(), count)}:${heights.indexAt(innerHeight - listTop(), count)}`,
    () => '0:0',
  );
  const [seenFirst = 0, seenLast = 0] = range.split(':').map(Number);
  const first = Math.max(0, seenFirst - OVERSCAN);
  const last = Math.min(Math.max(0, count - 1), seenLast + OVERSCAN);

  useEffect(() => {
    const observer = new ResizeObserver((entries) => {
      const measured = entries.flatMap(({ target, borderBoxSize: [box] }) => {
        const index = Number((target as HTMLElement).dataset.index);
        return box && box.blockSize > 0 && target.isConnected ? [[index, box.blockSize] as const] : [];
      });
      if (heights.learn(measured, !measuredOnce.current)) setVersion((version) => version + 1);
      measuredOnce.current ||= measured.length > 0;
    });
    for (const row of body.current?.querySelectorAll('[data-index]') ?? []) observer.observe(row);
    return () => observer.disconnect();
  }, [heights, body, first, last, count]);

  return {
    first,
    last,
    seenFirst,
    seenLast,
    before: heights.topOf(first),
    after: Math.max(0, heights.topOf(count) - heights.topOf(last + 1)),
    topOf: (index) => listTop() + heights.topOf(index),
    scrollTo: (index) => scrollTo(0, scrollY + listTop() + heights.topOf(index) - innerHeight / 2),
  };
}
