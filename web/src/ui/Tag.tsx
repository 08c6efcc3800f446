import type { ReactNode } from 'react';

export type TagTone = 'plain' | 'live' | 'ok' | 'warn' | 'err' | 'now' | 'code';
/** A short label. The tone is never the only sign: the text says it too. */
export const Tag = ({ tone = 'plain', children, title }: { tone?: TagTone; children: ReactNode; title?: string }) => (
  <span className={tone === 'plain' ? 'tag' : `tag tag-${tone}`} title={title}>
    {children}
  </span>
);
