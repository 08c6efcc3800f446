import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState, type ChangeEvent, type RefObject } from 'react';

/** What was chosen in the server's HTML; null when nothing was, or when the server selected nothing to differ from. */
function chosenIn({ options }: HTMLSelectElement): string | null {
  const all = [...options];
  if (!all.some(({ defaultSelected }) => defaultSelected)) return null;
  return all.find(({ selected, defaultSelected }) => selected && !defaultSelected)?.value ?? null;
}
interface ChoiceProps {
  ref: RefObject<HTMLSelectElement | null>;
  value: string;
  onChange: (event: ChangeEvent<HTMLSelectElement>) => void;
}

/**
 * Props of a select that the server wrote. What a person chooses before the script is there stays on the screen until React renders again, which sets
 * it back without telling anybody. So it is read while the page comes to life, shown on, and taken as any other choice.
 */
export function useEarlyChoice(value: string, take: (value: string) => void): ChoiceProps {
  const ref = useRef<HTMLSelectElement>(null);
  const [early, setEarly] = useState<string | null>(null);
  // Only the page knows it, and the next render sets it back.
  useLayoutEffect(() => {
    if (ref.current) setEarly(chosenIn(ref.current));
  }, []);
  // Taken: from now on it is the page's to change.
  if (early === value) setEarly(null);
  const takeEarly = useEffectEvent(take);
  useEffect(() => {
    if (early !== null) takeEarly(early);
  }, [early]);
  return {
    ref,
    value: early ?? value,
    onChange: ({ target }) => {
      setEarly(null);
      take(target.value);
    },
  };
}
