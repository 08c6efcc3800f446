import { describe, expect, test } from '@jest/globals';
import { COMMAND_NAMES, frameOf, languageOf, readArguments, serverOf, usageOf } from './arguments.ts';

const run = (line: string) => {
  const read = readArguments(line.split(' '));
  if (!read.ok || read.value.kind !== 'run') throw new Error(`not a run: ${line}`);
  return read.value.run;
};
const refusal = (line: string) => {
  const read = readArguments(line === '' ? [] : line.split(' '));
  return read.ok ? null : [read.refusal.code, read.refusal.what];
};

describe('what a command line means', () => {
  test('command, arguments and options, in any order', () => {
    const submit = run('--json submit --challenge digits a.csv --wait');
    expect([submit.command, submit.args, submit.text('challenge'), submit.flag('wait'), submit.flag('no-check')]).toEqual(['submit', ['a.csv'], 'digits', true, false]);
    expect(run('data digits train test').args).toEqual(['digits', 'train', 'test']);
    expect(run('data digits').args).toEqual(['digits']);
    expect(run('board digits --top 7').count('top')).toBe(7);
    expect(run('board digits').count('top')).toBeUndefined();
  });
  test('a file whose name begins with a dash comes after --', () => {
    expect(run('check --challenge digits -- -odd.csv').args).toEqual(['-odd.csv']);
  });
  test('help and version need nothing else', () => {
    expect(readArguments(['--help'])).toEqual({ ok: true, value: { kind: 'help', command: null } });
    expect(readArguments(['submit', '-h'])).toEqual({ ok: true, value: { kind: 'help', command: 'submit' } });
    expect(readArguments(['--version'])).toEqual({ ok: true, value: { kind: 'version' } });
  });
  test.each([
    ['', 'no-command', ''],
    ['--json', 'no-command', ''],
    ['lst', 'unknown-command', 'lst'],
    ['constructor', 'unknown-command', 'constructor'],
    ['list --tpo 3', 'unknown-option', '--tpo'],
    ['list -x', 'unknown-option', '-x'],
    ['list --top 3', 'option-not-for-command', '--top'],
    ['board', 'missing-argument', 'SLUG'],
    ['board a b', 'too-many-arguments', 'b'],
    ['list a', 'too-many-arguments', 'a'],
    ['submit a.csv', 'missing-argument', '--challenge SLUG'],
    ['check a.csv', 'missing-argument', '--challenge SLUG | --format FILE | --sample FILE'],
    ['check a.csv --challenge a --format b', 'missing-argument', '--challenge SLUG | --format FILE | --sample FILE'],
    ['submit a.csv --challenge', 'missing-value', '--challenge'],
    ['list --json=yes', 'missing-value', '--json'],
    ['board a --top 0', 'bad-value', '--top 0'],
    ['board a --top 1e3', 'bad-value', '--top 1e3'],
    ['list --lang fr', 'bad-value', '--lang fr'],
  ])('%p is refused as %s', (line, code, what) => {
    expect(refusal(line)).toEqual([code, what]);
  });
});

describe('language', () => {
  test.each([
    [{ LANG: 'ko_KR.UTF-8' }, 'ko'],
    [{ LANG: 'ko' }, 'ko'],
    [{ LANG: 'kok_IN' }, 'en'],
    [{ LANG: 'de_DE' }, 'en'],
    [{}, 'en'],
    [{ LANG: 'ko_KR', LC_ALL: 'C' }, 'en'],
    [{ LANG: 'C', LC_MESSAGES: 'ko_KR', LC_ALL: '' }, 'ko'],
  ])('%p gives %s', (env, lang) => {
    expect(languageOf(env)).toBe(lang);
  });
  test('an option outranks the environment, also where the rest is wrong', () => {
    expect(frameOf(['lst', '--lang', 'ko', '--what'], {})).toEqual({ lang: 'ko', json: false });
    expect(frameOf(['lst', '--lang', 'fr', '--json'], { LANG: 'ko' })).toEqual({ lang: 'ko', json: true });
  });
});

describe('server', () => {
  test.each([
    ['https://a.example/ko/c/digits', { GAC_SERVER: 'http://b' }, 'https://a.example'],
    [undefined, { GAC_SERVER: 'http://b:80/' }, 'http://b'],
    [undefined, { GAC_SERVER: '' }, 'http://127.0.0.1:3000'],
  ])('%p with %p is %s', (option, env, origin) => {
    expect(serverOf(option, env)).toEqual({ ok: true, value: origin });
  });
  test.each(['a.example', 'file:///etc', ''])('%p is none', (option) => {
    expect(serverOf(option, {}).ok).toBe(false);
  });
});

test('every command has its line of usage', () => {
  expect(COMMAND_NAMES.map(usageOf)).toContain('gac submit FILE --challenge SLUG [--phase KEY] [--kind KIND] [--note TEXT] [--wait] [--no-check]');
  expect(usageOf('data')).toBe('gac data SLUG [KEY…] [--out DIR] [--list] [--force]');
});
