import { join } from 'node:path';
import type { Machine } from '../machine.ts';
import { configFolder, PrivateFile } from '../private-file.ts';

/** An upload that was begun and is not a submission yet: enough to go on after a crash, and to submit it once only. */
export interface Unfinished {
  path: string;
  /** Idempotency-Key of its submission. */
  key: string;
}
const isUnfinished = (value: unknown): value is Unfinished => {
  if (typeof value !== 'object' || value === null) return false;
  const { path, key } = value as Partial<Record<keyof Unfinished, unknown>>;
  return typeof path === 'string' && /^\/api\/uploads\/[\w-]+$/.test(path) && typeof key === 'string';
};

/** Begun uploads by server, account, phase and the hash of the file. */
export class UnfinishedUploads {
  readonly #file: PrivateFile;
  constructor(machine: Pick<Machine, 'env' | 'home' | 'newKey'>) {
    this.#file = new PrivateFile(join(configFolder(machine), 'uploads.json'), () => machine.newKey());
  }
  async get(name: string): Promise<Unfinished | null> {
    const known = (await this.#file.read())[name];
    return isUnfinished(known) ? known : null;
  }
  async keep(name: string, upload: Unfinished): Promise<void> {
    await this.#file.write({ ...(await this.#file.read()), [name]: upload });
  }
  async drop(name: string): Promise<void> {
    const { [name]: _, ...others } = await this.#file.read();
    await this.#file.write(others);
  }
}
