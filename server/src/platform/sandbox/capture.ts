import { closeSync, constants, openSync } from 'node:fs';
import { Socket } from 'node:net';

/** How long after a job's end its last words may take. All its processes are dead then: only bytes in the pipe are left. */
const DRAINED_WITHIN_MS = 500;

/**
 * The reading end of a named pipe that a job writes to: at most `maxBytes` are kept and passed on, then `onOverflow` is told once and nothing more is kept.
 * A writing end is held here until `finish`, so that the pipe does not end before the job has begun.
 */
export class Capture {
  private readonly pieces: Buffer[] = [];
  private bytes = 0;
  private full = false;
  private finished: Promise<Buffer> | null = null;
  private readonly socket: Socket;
  private readonly writer: number;
  private readonly over: Promise<void>;

  constructor(path: string, private readonly maxBytes: number, private readonly onPiece: ((piece: Buffer) => void) | undefined, private readonly onOverflow: () => void) {
    const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    this.writer = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
    this.socket = new Socket({ fd: reader, readable: true, writable: false });
    this.over = new Promise((resolve) => this.socket.once('close', () => resolve()));
    this.socket.on('error', () => undefined);
    this.socket.on('data', (piece: Buffer) => this.take(piece));
  }

  private take(piece: Buffer): void {
    if (this.full) return;
    const room = this.maxBytes - this.bytes;
    const kept = piece.length > room ? piece.subarray(0, room) : piece;
    if (kept.length > 0) {
      this.bytes += kept.length;
      this.pieces.push(kept);
      this.onPiece?.(kept);
    }
    if (kept.length < piece.length) {
      // Not closed: whoever still writes waits until it is killed, and is not told of a broken pipe.
      this.socket.pause();
      this.full = true;
      this.onOverflow();
    }
  }

  /** All that was kept, after the job has ended. */
  finish(): Promise<Buffer> {
    return (this.finished ??= this.drain());
  }

  private async drain(): Promise<Buffer> {
    closeSync(this.writer);
    if (this.full) this.socket.destroy();
    const timer = setTimeout(() => this.socket.destroy(), DRAINED_WITHIN_MS);
    await this.over;
    clearTimeout(timer);
    return Buffer.concat(this.pieces);
  }
}
