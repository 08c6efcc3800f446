import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Machine } from './machine.ts';

/** Where the command line keeps what it remembers (XDG base directories). */
export const configFolder = ({ env, home }: Pick<Machine, 'env' | 'home'>): string => join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'gac');

export type Entries = Record<string, unknown>;
const isEntries = (value: unknown): value is Entries => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A small JSON object that only its owner may read (0600 in a folder 0700). What cannot be read as one counts as empty. */
export class PrivateFile {
  constructor(
    readonly path: string,
    private readonly newKey: () => string,
  ) {}

  async read(): Promise<Entries> {
    try {
      const value: unknown = JSON.parse(await readFile(this.path, 'utf8'));
      return isEntries(value) ? value : {};
    } catch (error) {
      if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return {};
      throw error;
    }
  }

  /** Replaces the file in one step: another `gac` reads the old content or the new one. Empty content removes it. */
  async write(entries: Entries): Promise<void> {
    if (Object.keys(entries).length === 0) {
      await rm(this.path, { force: true });
      return;
    }
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
    const draft = `${this.path}.${this.newKey()}`;
    try {
      await writeFile(draft, `${JSON.stringify(entries, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
      // The umask can only take away; a mask of 077 and one of 000 give the same file.
      await chmod(draft, 0o600);
      await rename(draft, this.path);
    } finally {
      await rm(draft, { force: true });
    }
  }
}
