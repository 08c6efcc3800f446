// An upload over a bare connection: sent at a pace, cut at any moment, with the bytes counted that went out.
import { once } from 'node:events';
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Sends one PATCH whose body comes piece by piece, and reads the answer whenever it comes.
 * @param {import('./person.mjs').Person} person
 * @param {{ path: string, offset: number, length: number, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, pauseMs?: number }} upload length: of the whole body
 * @returns {{ sent: () => number, answer: Promise<{ status: number, body: any, ms: number } | { cut: string }> }}
 *   sent: bytes the operating system took so far; ms: from the last byte taken before the answer to the answer
 */
export function sendSlowly(person, { path, offset, length, pieces, pauseMs = 0 }) {
  const { hostname, port } = new URL(person.url);
  const going = request({ hostname, port, path, method: 'PATCH', agent: false, headers: { cookie: person.cookie, 'tus-resumable': '1.0.0', 'upload-offset': offset, 'content-type': 'application/offset+octet-stream', 'content-length': length } });
  let isOver = false;
  /** @type {Promise<any>} */
  const answer = new Promise((resolve) => {
    going.on('response', (response) => {
      isOver = true;
      const parts = /** @type {Buffer[]} */ ([]);
      response.on('data', (part) => parts.push(part)).on('error', (error) => resolve({ cut: error.message })).on('end', () => {
        const text = Buffer.concat(parts).toString();
        resolve({ status: response.statusCode, body: text.startsWith('{') ? JSON.parse(text) : text });
        going.destroy();
      });
    });
    going.on('error', (error) => {
      isOver = true;
      resolve({ cut: error.message });
    });
  });
  void (async () => {
    for await (const piece of pieces) {
      if (isOver) return;
      if (!going.write(piece) && !going.destroyed) await Promise.race([once(going, 'drain').catch(() => {}), answer]);
      if (pauseMs > 0) await sleep(pauseMs);
    }
    if (!isOver) going.end();
  })();
  return { sent: () => going.socket?.bytesWritten ?? 0, answer };
}
