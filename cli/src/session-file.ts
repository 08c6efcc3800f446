import { join } from 'node:path';
import { configFolder, PrivateFile } from './private-file.ts';
import type { Machine } from './machine.ts';

/** Cookies by name. */
export type Cookies = Readonly<Record<string, string>>;

/** The session cookies of every server, by its origin. */
export class SessionFile {
  readonly #file: PrivateFile;
  constructor(machine: Pick<Machine, 'env' | 'home' | 'newKey'>) {
    this.#file = new PrivateFile(join(configFolder(machine), 'session.json'), () => machine.newKey());
  }
  get path(): string {
    return this.#file.path;
  }

  async cookies(server: string): Promise<Cookies> {
    const known = (await this.#file.read())[server];
    if (typeof known !== 'object' || known === null) return {};
    return Object.fromEntries(Object.entries(known).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  }

  /** Keeps the cookies of a server; none forgets it. */
  async keep(server: string, cookies: Cookies): Promise<void> {
    const { [server]: _, ...others } = await this.#file.read();
    await this.#file.write(Object.keys(cookies).length === 0 ? others : { ...others, [server]: cookies });
  }
}

/** The cookies after an answer: `lines` are its Set-Cookie headers (RFC 6265). One with an empty value or Max-Age of 0 is gone. */
export function withCookies(cookies: Cookies, lines: readonly string[]): Cookies {
  const next = new Map(Object.entries(cookies));
  for (const line of lines) {
    const [pair = '', ...attributes] = line.split(';');
    const at = pair.indexOf('=');
    if (at < 1) continue;
    const name = pair.slice(0, at).trim();
    const value = pair.slice(at + 1).trim();
    const isGone = value === '' || attributes.some((attribute) => /^\s*max-age\s*=\s*(0|-\d+)\s*$/i.test(attribute));
    if (isGone) next.delete(name);
    else next.set(name, value);
  }
  return Object.fromEntries(next);
}
export const cookieHeader = (cookies: Cookies): string => Object.entries(cookies).map(([name, value]) => `${name}=${value}`).join('; ');
