import { useState } from 'react';
import { catalog, useMessages } from '../lib/lang.ts';
import { later } from '../lib/wait.ts';
import { announce } from './Announcer.tsx';
import { Button, type ButtonLook } from './Button.tsx';

const messages = catalog(
  { copied: '복사했습니다', failed: '복사하지 못했습니다. 직접 선택해 주십시오.' },
  { copied: 'Copied', failed: 'Could not copy. Please select it by hand.' },
);
/** Copies `text` and says so in place and in the live region. */
export function CopyButton({
  text,
  label,
  name,
  look = 'text',
}: {
  text: string | (() => string);
  label: string;
  name?: string;
  look?: ButtonLook;
}) {
  const m = useMessages(messages);
  const [done, setDone] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : text());
      setDone(true);
      announce(m.copied);
      later(2000, () => setDone(false));
    } catch {
      announce(m.failed);
    }
  };
  return (
    <Button look={look} onClick={() => void copy()} aria-label={name}>
      {done ? m.copied : label}
    </Button>
  );
}
