import { useEffect, useLayoutEffect, useRef } from 'react';
import type { BoardRow } from '../../api/views.ts';
import type { LiveBoard } from './useApply.ts';
import { anchorShift, rowKey, type SeenRow } from './window.ts';

const MOVE_MS = 300;
/** Where the rows in the viewport are, from the top; empty while the top of the list is still in view. */
function seenRows(body: HTMLElement): { anchors: SeenRow[]; tops: Map<string, number> } {
  const tops = new Map<string, number>();
  const anchors: SeenRow[] = [];
  const scrolledIn = body.getBoundingClientRect().top < 0;
  for (const row of body.querySelectorAll<HTMLElement>('[data-key]')) {
    const { top, bottom } = row.getBoundingClientRect();
    const key = row.dataset.key ?? '';
    tops.set(key, top);
    if (scrolledIn && bottom > 0 && top < innerHeight) anchors.push({ key, top });
  }
  return { anchors, tops };
}
/**
 * Puts new rows in place: the row under the top of the viewport keeps its pixel position, the others glide to theirs by transform
 * within 300 ms, unless reduced motion is wished (LB-6). `topOf`: where the row of an index begins, px from the top of the viewport.
 */
export function useSettle(
  live: LiveBoard,
  body: React.RefObject<HTMLElement | null>,
  version: number,
  topOf: (index: number) => number,
  rows: ReadonlyMap<number, BoardRow>,
): void {
  const noted = useRef<ReturnType<typeof seenRows> | null>(null);
  useEffect(() =>
    live.onSwap(() => {
      noted.current = body.current && seenRows(body.current);
    }),
  );
  useLayoutEffect(() => {
    const before = noted.current;
    noted.current = null;
    if (!before) return;
    const after = new Map([...rows].map(([index, row]) => [rowKey(row), topOf(index)]));
    const shift = anchorShift(before.anchors, after);
    if (Math.abs(shift) >= 1) scrollBy(0, shift);
    requestAnimationFrame(() => {
      // The list has rendered around the new position: what an estimate was off by is put right before the paint.
      const anchor = before.anchors.find(({ key }) => after.has(key));
      const row = anchor && body.current?.querySelector(`[data-key="${CSS.escape(anchor.key)}"]`);
      if (row && Math.abs(row.getBoundingClientRect().top - anchor.top) >= 1) scrollBy(0, row.getBoundingClientRect().top - anchor.top);
      if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
      for (const row of body.current?.querySelectorAll<HTMLElement>('[data-key]') ?? []) {
        const was = before.tops.get(row.dataset.key ?? '');
        const moved = was === undefined ? 0 : was - row.getBoundingClientRect().top;
        if (Math.abs(moved) >= 1 && Math.abs(moved) < 2 * innerHeight)
          row.animate([{ transform: `translateY(${moved}px)` }, { transform: 'none' }], {
            duration: MOVE_MS,
            easing: 'cubic-bezier(.2,0,0,1)',
          });
      }
    });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- runs once per version: everything else it reads is that of the same render
  }, [version]);
}
