import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';

/**
 * For a select of the server's HTML: what a person chooses before the script is there stays on the screen, but React never hears of it. It is taken
 * over here once. An option that nobody chose stands where the server selected it.
 */
export function useEarlyChoice(take: (value: string) => void): RefObject<HTMLSelectElement | null> {
  const field = useRef<HTMLSelectElement>(null);
  const begin = useEffectEvent(() => {
    const options = [...(field.current?.options ?? [])];
    const early = options.some(({ defaultSelected }) => defaultSelected) ? options.find(({ selected, defaultSelected }) => selected && !defaultSelected) : undefined;
    if (early) take(early.value);
  });
  useEffect(() => begin(), []);
  return field;
}
