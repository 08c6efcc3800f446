import { useEffect, useRef } from 'react';
import { Link } from './Link.tsx';

export interface NavTab {
  href: string;
  label: string;
}
/** Tabs that are links (CH-1): each has its address; the current one is scrolled into view on narrow screens. */
export function NavTabs({ label, tabs, current }: { label: string; tabs: readonly NavTab[]; current: string }) {
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    const tab = list.current?.querySelector<HTMLElement>('[aria-current]');
    // scrollIntoView would also move the page.
    if (list.current && tab) list.current.scrollLeft = tab.offsetLeft - (list.current.clientWidth - tab.clientWidth) / 2;
  }, [current]);
  return (
    <nav className="tabs" aria-label={label} ref={list}>
      {tabs.map((tab) => (
        <Link key={tab.href} className="tab" href={tab.href} aria-current={tab.href === current ? 'page' : undefined}>
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
