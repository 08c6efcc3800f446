/** Limits of what a program's output may cost the live stream; the whole of it is stored when the program has ended. */
export interface OutputLimits {
  /** Characters of a line that are told. */
  lineChars: number;
  /** Lines told in one go. */
  burst: number;
  /** Lines told in all. */
  total: number;
}
export const OUTPUT_LIMITS: OutputLimits = { lineChars: 500, burst: 40, total: 2000 };
export type Stream = 'stdout' | 'stderr';
export interface OutputLine {
  stream: Stream;
  text: string;
}

// Colours and cursor movements (ECMA-48), then whatever else is no text: NUL can't even be stored.
// eslint-disable-next-line no-control-regex -- these are the characters that are taken out
const ESCAPES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-_])/g;
const CONTROLS = /[\p{Cc}\u2028\u2029]/gu;
/** A line as it may be shown: without escape sequences and control characters, cut to `chars`. */
export function shownLine(line: string, chars: number): string {
  const text = line.replace(ESCAPES, '').replaceAll('\t', '    ').replace(CONTROLS, '');
  const letters = [...text.slice(0, (chars + 1) * 2)];
  return text.length <= chars || letters.length <= chars ? text : `${letters.slice(0, chars).join('')}…`;
}

/** Makes lines of the pieces that a program prints, and lets so many through that a stream of them can be followed. */
export class OutputLines {
  private readonly decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  private readonly open: Record<Stream, string> = { stdout: '', stderr: '' };
  private ready: OutputLine[] = [];
  private skipped = 0;
  private told = 0;

  constructor(private readonly limits: OutputLimits = OUTPUT_LIMITS) {}

  push(stream: Stream, piece: Uint8Array): void {
    const parts = (this.open[stream] + this.decoders[stream].decode(piece, { stream: true })).split(/\r?\n|\r(?!$)/);
    this.open[stream] = parts.pop() ?? '';
    for (const part of parts) this.add(stream, part);
    // A line without an end must not grow for ever: its beginning is told, the rest is dropped.
    if (this.open[stream].length > 4 * this.limits.lineChars) {
      this.add(stream, this.open[stream]);
      this.open[stream] = '';
    }
  }

  /** What is still open when the program has ended. */
  end(): void {
    for (const stream of ['stdout', 'stderr'] as const) {
      const rest = this.open[stream] + this.decoders[stream].decode();
      this.open[stream] = '';
      if (rest !== '') this.add(stream, rest);
    }
  }

  /** Lines to tell now, and how many were left out since the last time. */
  take(): { lines: OutputLine[]; skipped: number } {
    const taken = { lines: this.ready, skipped: this.skipped };
    this.ready = [];
    this.skipped = 0;
    return taken;
  }

  private add(stream: Stream, line: string): void {
    const isOver = this.ready.length >= this.limits.burst || this.told >= this.limits.total;
    if (isOver) this.skipped += 1;
    else {
      this.told += 1;
      this.ready.push({ stream, text: shownLine(line, this.limits.lineChars) });
    }
  }
}
