import type { Lang } from '@gac/shared/values';
import type { Api } from './api/api.ts';
import { Patience } from './api/backoff.ts';
import type { Invocation } from './arguments.ts';
import type { Machine } from './machine.ts';
import type { Messages } from './messages.ts';
import { printable } from './layout.ts';

/** What a command gets. */
export interface CommandContext {
  run: Invocation;
  machine: Machine;
  api: Api;
  lang: Lang;
  m: Messages;
  /** A line of what happens meanwhile, to standard error; said nowhere with --json. */
  note: (line: string) => void;
  /** The same, written over the one before when there is a screen; `null` ends it. */
  progress: (line: string | null) => void;
}
/** What a command found: a JSON document, or the same in lines. Exits with 0 unless it says 1, or 2 for a file it can do nothing with. */
export interface CommandAnswer {
  value: unknown;
  lines: readonly string[];
  exit?: 0 | 1 | 2;
}
export type Command = (context: CommandContext) => Promise<CommandAnswer>;

export const patienceOf = ({ machine, note, m }: CommandContext): Patience => new Patience(machine, () => note(m.tryingAgain));

/** Notes and progress on standard error; nothing at all when `isQuiet`. */
export function speaking(machine: Pick<Machine, 'err' | 'hasScreen'>, isQuiet: boolean): Pick<CommandContext, 'note' | 'progress'> {
  let isOpen = false;
  const progress = (line: string | null): void => {
    if (isQuiet || !machine.hasScreen || (line === null && !isOpen)) return;
    machine.err(line === null ? '\r\x1b[K' : `\r\x1b[K${printable(line)}`);
    isOpen = line !== null;
  };
  const note = (line: string): void => {
    if (isQuiet) return;
    progress(null);
    machine.err(`${printable(line)}\n`);
  };
  return { note, progress };
}
