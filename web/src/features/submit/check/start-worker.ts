import type { CheckWorker } from './checker.ts';

/** The worker that checks files; the bundler makes a file of its own of it. */
export const startCheckWorker = (): CheckWorker => new Worker(new URL('./check.worker.ts', import.meta.url), { type: 'module' });
