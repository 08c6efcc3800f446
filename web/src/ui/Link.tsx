import { useRouter } from '@tanstack/react-router';
import type { ComponentPropsWithRef, MouseEvent } from 'react';

/** True for a plain press with the main button: anything else (new tab, download) is the browser's business. */
const isPlain = (event: MouseEvent): boolean => event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

export interface LinkProps extends ComponentPropsWithRef<'a'> {
  href: string;
  /** Keep the scroll position (filters, pages of a list). */
  keepScroll?: boolean;
  replace?: boolean;
}
/** An `<a>` that changes the page without loading it. `href` is an address of ours (lib/paths.ts); others and `/api/` load as usual. */
export function Link({ href, keepScroll = false, replace = false, onClick, ...rest }: LinkProps) {
  const router = useRouter({ warn: false }) as ReturnType<typeof useRouter> | null;
  const ours = href.startsWith('/') && !href.startsWith('/api/');
  const preload = () => {
    if (ours && router) void router.preloadRoute({ to: href } as never).catch(() => undefined);
  };
  return (
    <a
      {...rest}
      href={href}
      onMouseEnter={preload}
      onTouchStart={preload}
      onClick={(event) => {
        onClick?.(event);
        if (event.defaultPrevented || !ours || !router || !isPlain(event) || rest.target !== undefined || rest.download !== undefined)
          return;
        event.preventDefault();
        void router.navigate({ href, replace, resetScroll: !keepScroll } as never);
      }}
    />
  );
}
