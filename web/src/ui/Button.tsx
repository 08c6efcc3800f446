import type { ComponentPropsWithRef } from 'react';
import { Link, type LinkProps } from './Link.tsx';

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'text' | 'danger';
export interface ButtonStyle {
  look?: ButtonLook;
  large?: boolean;
  wide?: boolean;
}
export const buttonClass = ({ look = 'secondary', large = false, wide = false }: ButtonStyle, extra = ''): string =>
  ['btn', `btn-${look}`, large && 'btn-large', wide && 'btn-wide', extra].filter(Boolean).join(' ');

/** A native button. `busy` keeps it focusable, shows a spinner and swallows presses: say in the label what is going on. */
export function Button({
  look,
  large,
  wide,
  busy = false,
  className = '',
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonStyle & { busy?: boolean } & ComponentPropsWithRef<'button'>) {
  return (
    <button
      {...rest}
      type={type}
      className={buttonClass({ look, large, wide }, className)}
      aria-disabled={busy || rest['aria-disabled'] === true ? true : undefined}
      onClick={(event) => {
        if (busy || rest['aria-disabled'] === true) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy && <span className="busy-dot" aria-hidden="true" />}
      {children}
    </button>
  );
}
/** A link that looks like a button; `href` is one of lib/paths.ts. */
export function LinkButton({ look, large, wide, className = '', ...rest }: ButtonStyle & LinkProps) {
  return <Link {...rest} className={buttonClass({ look, large, wide }, className)} />;
}
