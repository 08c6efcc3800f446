import type { Claimed } from './data/evaluations.repository.ts';
import { OutputLines, type Stream } from './domain/output-lines.ts';
import type { EvaluationSteps, ToldLine } from './evaluation-steps.ts';

const EVERY_MS = 500;

/** Tells the submission's stream what the participant's program prints, a handful of lines twice a second. */
export class LiveOutput {
  private readonly lines = new OutputLines();
  private readonly timer: NodeJS.Timeout;
  private telling: Promise<void> = Promise.resolve();

  constructor(
    private readonly steps: EvaluationSteps,
    private readonly claimed: Claimed,
    private readonly task: string,
    private readonly onTrouble: (error: unknown) => void,
  ) {
    this.timer = setInterval(() => {
      this.tell();
    }, EVERY_MS);
  }

  readonly push = (stream: Stream, piece: Uint8Array): void => {
    this.lines.push(stream, piece);
  };

  /** Tells the rest. Never rejects: the whole log is stored in another way. */
  async end(): Promise<void> {
    clearInterval(this.timer);
    this.lines.end();
    this.tell();
    await this.telling;
  }

  private tell(): void {
    const { task } = this;
    this.telling = this.telling.then(async () => {
      const { lines, skipped } = this.lines.take();
      const told: ToldLine[] = lines.map(({ stream, text }) => ({ kind: 'output', data: { task, stream, text } }));
      if (skipped > 0) told.push({ kind: 'output-skipped', data: { task, lines: skipped } });
      if (told.length > 0) await this.steps.output(this.claimed, told).catch(this.onTrouble);
    });
  }
}
