import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ConfigError, ConfigSchema, envExample, readConfig } from './config.ts';

const LEAST = { DATABASE_URL: 'postgres://gac@127.0.0.1:5432/gac' };
const PRODUCTION = { ...LEAST, GAC_MODE: 'production', PUBLIC_URL: 'https://challenge.example', SESSION_SECRET: '0123456789abcdefghijklmnopqrstuv' };
const KEYS = Object.keys(ConfigSchema.shape);

function problemsOf(env: Record<string, string>): string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return [...error.problems];
    throw error;
  }
  return [];
}
/** The variables a refusal names. */
const named = (env: Record<string, string>): string[] => problemsOf(env).map((line) => line.slice(0, line.indexOf(':')));

describe('configuration', () => {
  it('needs only the database', () => {
    expect(readConfig(LEAST)).toMatchObject({ GAC_MODE: 'demo', PORT: 3000, CLOCK: 'system', STORAGE: 'disk', TRUST_PROXY: false });
    expect(named({})).toEqual(['DATABASE_URL']);
  });

  it('names the data folder from the root: processes that start elsewhere are told of it', () => {
    expect(readConfig({ ...LEAST, GAC_DATA: 'some/data' }).GAC_DATA).toBe(resolve('some/data'));
  });

  it('is frozen', () => {
    expect(Object.isFrozen(readConfig(LEAST))).toBe(true);
  });

  it('names every bad variable at once and no value', () => {
    const secret = 's3cr3t-value';
    const numbers = KEYS.filter((key) => typeof readConfig(LEAST)[key as keyof typeof LEAST] === 'number');
    const enums = ['GAC_MODE', 'LOG_LEVEL', 'STORAGE', 'CLOCK', 'TRUST_PROXY', 'SANDBOX_DRIVER'];
    const addresses = ['PUBLIC_URL', 'DATABASE_URL', 'REDIS_URL', 'S3_ENDPOINT'];
    const bad = [...numbers, ...enums, ...addresses, 'SESSION_SECRET'];
    const env = Object.fromEntries(bad.map((key) => [key, secret]));
    expect(named(env).sort()).toEqual([...bad].sort());
    let message = '';
    try {
      readConfig(env);
    } catch (error) {
      message = String(error);
    }
    for (const key of bad) expect(message).toContain(`- ${key}: `);
    expect(message).not.toContain(secret);
  });

  it('names the rules over several variables together with the plain ones', () => {
    expect(named({ ...LEAST, GAC_MODE: 'production', PORT: '70000', STORAGE: 's3' }).sort()).toEqual(['PORT', 'PUBLIC_URL', 'S3_ACCESS_KEY_ID', 'S3_BUCKET', 'S3_ENDPOINT', 'S3_SECRET_ACCESS_KEY', 'SESSION_SECRET']);
    // Once each: a secret that is too short is not also "needed".
    expect(named({ ...PRODUCTION, SESSION_SECRET: 'short' })).toEqual(['SESSION_SECRET']);
  });

  it.each(['true', 'TRUE', '*', '0.0.0.0/0'])('TRUST_PROXY=%s is refused in words: nobody believes every hop', (TRUST_PROXY) => {
    expect(problemsOf({ ...LEAST, TRUST_PROXY })).toEqual([expect.stringMatching(/^TRUST_PROXY: .*so many proxies in front.*Never "true"/)]);
  });

  it.each([
    ['a sandbox that confines nothing', { SANDBOX_DRIVER: 'unsafe-process' }, ['SANDBOX_DRIVER']],
    ['a settable clock', { CLOCK: 'settable' }, ['CLOCK']],
    ['no secret', { SESSION_SECRET: '' }, ['SESSION_SECRET']],
    ['a secret of one letter', { SESSION_SECRET: 'a'.repeat(40) }, ['SESSION_SECRET']],
    ['no address', { PUBLIC_URL: '' }, ['PUBLIC_URL']],
    ['an address that is none', { PUBLIC_URL: 'https://' }, ['PUBLIC_URL']],
  ])('production refuses %s', (_what, over, variables) => {
    expect(named({ ...PRODUCTION, ...over })).toEqual(variables);
  });

  it('production starts with what it needs', () => {
    expect(named(PRODUCTION)).toEqual([]);
  });

  it.each(KEYS.filter((key) => key !== 'DATABASE_URL'))('an empty %s is an unset one', (key) => {
    expect(readConfig({ ...LEAST, [key]: '' })).toEqual(readConfig(LEAST));
  });

  it.each(['postgres://gac:p%40ss@db/gac', 'postgresql:///gac?host=/var/run/postgresql', 'postgres://gac@/gac?host=/tmp'])('takes the database address %s', (DATABASE_URL) => {
    expect(readConfig({ DATABASE_URL }).DATABASE_URL).toBe(DATABASE_URL);
  });

  it('.env.example names every variable, and what it shows as default is the default', () => {
    const lines = envExample().split('\n');
    const shown = new Map(lines.map((line) => /^(?:# )?([A-Z][A-Z0-9_]*)=(.*)$/.exec(line)).flatMap((found) => (found ? [[String(found[1]), String(found[2])] as const] : [])));
    expect([...shown.keys()].sort()).toEqual([...KEYS].sort());
    expect(readConfig(Object.fromEntries(shown))).toEqual(readConfig(LEAST));
    for (const key of KEYS) {
      const description = ConfigSchema.shape[key as keyof typeof ConfigSchema.shape].description ?? '';
      expect(description).not.toBe('');
      expect(lines).toContain(`# ${description}`);
    }
  });
});
