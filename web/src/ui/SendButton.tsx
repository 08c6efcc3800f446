import type { ComponentPropsWithRef } from 'react';
import { useConnection } from '../lib/connection.ts';
import { Button, type ButtonStyle } from './Button.tsx';

/** A button that sends something. Without a connection it does nothing, and the strip says why (G6). */
export function SendButton(props: ButtonStyle & { busy?: boolean } & ComponentPropsWithRef<'button'>) {
  const { lost } = useConnection();
  return <Button {...props} aria-disabled={lost || props['aria-disabled']} />;
}
