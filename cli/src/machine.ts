/** What the commands need of the computer they run on. The real one is made in main.ts. */
export interface Machine {
  env: Readonly<Record<string, string | undefined>>;
  home: string;
  /** IANA name of the computer's own time zone. */
  zone: string;
  now(): Date;
  /** Milliseconds since the command line was started. */
  elapsedMs(): number;
  /** The most memory it had so far. */
  peakBytes(): number;
  wait(ms: number): Promise<void>;
  /** A key that nobody else has, for requests that may be sent twice. */
  newKey(): string;
  /** A number from 0 to 1, for jitter only. */
  chance(): number;
  /** To standard output and standard error, as they are. */
  out(text: string): void;
  err(text: string): void;
  /** Whether standard error is a screen, so that a line may be written over. */
  hasScreen: boolean;
  /** A line from the person, `hidden` without echo; null when there is nobody and nothing to read. */
  ask(prompt: string, hidden: boolean): Promise<string | null>;
  /** Aborted when somebody ends the command; until `stop`, that does not end the process by itself, so that what it made can be cleared away. */
  interruptible(): { signal: AbortSignal; stop(): void };
  fetch: typeof fetch;
}
