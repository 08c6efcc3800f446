import { createSHA256 } from 'hash-wasm';

export type HashAnswer = { kind: 'progress'; read: number } | { kind: 'done'; sha256: string } | { kind: 'broken' };
const answer = (message: HashAnswer): void => self.postMessage(message);

async function hash(file: File): Promise<void> {
  const sha256 = await createSHA256();
  sha256.init();
  const reader = file.stream().getReader();
  let read = 0;
  let saidAt = -Infinity;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    sha256.update(value);
    read += value.length;
    if (performance.now() - saidAt < 100) continue;
    saidAt = performance.now();
    answer({ kind: 'progress', read });
  }
  answer({ kind: 'done', sha256: sha256.digest() });
}
self.addEventListener('message', ({ data }: MessageEvent<File>) => {
  hash(data).catch(() => answer({ kind: 'broken' }));
});
