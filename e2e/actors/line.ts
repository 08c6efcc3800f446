// A line between a browser and the product that is slow, and that can be cut and mended: real connections, really broken.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { stack } from './stack.ts';

const PIECE_BYTES = 16 * 1024;

export interface Line {
  /** Of the product, through this line. */
  url: string;
  /** Breaks every connection; new ones are refused until `mend`. */
  cut: () => void;
  mend: () => void;
  close: () => void;
}

/** Passes on what a browser sends at `bytesPerSecond` and connection; answers come at full speed. */
export async function slowLine(bytesPerSecond: number): Promise<Line> {
  const { hostname, port } = new URL(stack().url);
  const open = new Set<Socket>();
  let isCut = false;
  const server = createServer((browser) => {
    const product = connect(Number(port), hostname);
    for (const socket of [browser, product]) {
      open.add(socket);
      // A reset is what this line is for.
      socket.on('error', () => {});
      socket.on('close', () => {
        open.delete(socket);
        browser.destroy();
        product.destroy();
      });
    }
    if (isCut) browser.destroy();
    product.pipe(browser);
    void passOn(browser, product, bytesPerSecond);
  });
  await new Promise<void>((resolve) => server.listen(0, hostname, resolve));
  const cut = () => {
    isCut = true;
    for (const socket of open) socket.resetAndDestroy();
  };
  return {
    url: `http://${hostname}:${String((server.address() as AddressInfo).port)}`,
    cut,
    mend: () => (isCut = false),
    close: () => {
      cut();
      server.close();
    },
  };
}

async function passOn(from: Socket, to: Socket, bytesPerSecond: number): Promise<void> {
  try {
    for await (const chunk of from as AsyncIterable<Buffer>)
      for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
        const piece = chunk.subarray(at, at + PIECE_BYTES);
        to.write(piece);
        if (piece.length === PIECE_BYTES) await sleep((PIECE_BYTES / bytesPerSecond) * 1000);
      }
    to.end();
  } catch {
    // Cut: `close` has ended the other side.
  }
}
