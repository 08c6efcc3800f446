import type { HashAnswer } from './hash.worker.ts';

/** Begins to hash a file in a worker of its own; the returned function ends it. Nothing leaves the browser. */
export function hashFile(file: File, onAnswer: (answer: HashAnswer) => void): () => void {
  const worker = new Worker(new URL('./hash.worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<HashAnswer>) => {
    if (data.kind !== 'progress') worker.terminate();
    onAnswer(data);
  });
  worker.addEventListener('error', () => {
    worker.terminate();
    onAnswer({ kind: 'broken' });
  });
  worker.postMessage(file);
  return () => worker.terminate();
}
