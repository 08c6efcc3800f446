import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cookieHeader, SessionFile, withCookies } from './session-file.ts';

let home: string;
let keys = 0;
const newKey = () => String((keys += 1));
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'gac-cli-'));
});
afterEach(() => {
  rmSync(home, { recursive: true });
});
const open = (env: Record<string, string> = {}) => new SessionFile({ env, home, newKey });

describe('the session file', () => {
  test('keeps the cookies of every server apart, for its owner only', async () => {
    const file = open();
    await file.keep('http://a', { gac: '1' });
    await file.keep('http://b', { gac: '2' });
    expect(await open().cookies('http://a')).toEqual({ gac: '1' });
    expect(await open().cookies('http://b')).toEqual({ gac: '2' });
    expect(await open().cookies('http://c')).toEqual({});
    expect(file.path).toBe(join(home, '.config/gac/session.json'));
    expect(statSync(file.path).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(home, '.config/gac'))).toEqual(['session.json']);
  });
  test('is closed again when others could read it', async () => {
    const file = open();
    await file.keep('http://a', { gac: '1' });
    rmSync(file.path);
    writeFileSync(file.path, '{}', { mode: 0o644 });
    await file.keep('http://a', { gac: '2' });
    expect(statSync(file.path).mode & 0o777).toBe(0o600);
  });
  test('is gone when nobody is signed in anywhere', async () => {
    const file = open();
    await file.keep('http://a', { gac: '1' });
    await file.keep('http://b', { gac: '2' });
    await file.keep('http://a', {});
    expect(Object.keys(JSON.parse(readFileSync(file.path, 'utf8')) as object)).toEqual(['http://b']);
    await file.keep('http://b', {});
    expect(existsSync(file.path)).toBe(false);
  });
  test('is where XDG_CONFIG_HOME says', async () => {
    const file = open({ XDG_CONFIG_HOME: join(home, 'xdg') });
    await file.keep('http://a', { gac: '1' });
    expect(file.path).toBe(join(home, 'xdg/gac/session.json'));
  });
  test.each(['', 'not json', '[]', '{"http://a": 7}', '{"http://a": {"gac": 7}}'])('%p counts as nobody', async (content) => {
    const file = open();
    await file.keep('http://a', { gac: '1' });
    writeFileSync(file.path, content);
    expect(await file.cookies('http://a')).toEqual({});
  });
});

describe('cookies', () => {
  test('are added, replaced and taken away by Set-Cookie', () => {
    const first = withCookies({}, ['gac=a=b; Path=/; HttpOnly; SameSite=Lax', 'other=1']);
    expect(first).toEqual({ gac: 'a=b', other: '1' });
    expect(withCookies(first, ['gac=c; Max-Age=60', 'other=; Path=/'])).toEqual({ gac: 'c' });
    expect(withCookies(first, ['gac=c; max-age=0'])).toEqual({ other: '1' });
    expect(withCookies(first, ['=x', 'nonsense'])).toEqual(first);
  });
  test('go back as one header', () => {
    expect(cookieHeader({ gac: 'a', other: 'b' })).toBe('gac=a; other=b');
    expect(cookieHeader({})).toBe('');
  });
});
