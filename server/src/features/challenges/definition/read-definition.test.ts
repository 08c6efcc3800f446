import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MetricCatalogue } from '../domain/check-tasks.ts';
import { readDefinition } from './read-definition.ts';
import { BROKEN } from './test/broken-definitions.ts';

const metrics: MetricCatalogue = {
  names: ['accuracy', 'f1_macro', 'roc_auc', 'log_loss', 'rmse', 'mae'],
  misuse: (use, format) =>
    use.metric === 'roc_auc' && format.columns[0]?.kind === 'label'
      ? [
          {
            path: ['metric'],
            message: { ko: 'ROC AUC에는 숫자나 확률 열이 필요합니다.', en: 'ROC AUC needs a column of numbers or probabilities.' },
            hint: null,
          },
        ]
      : [],
};
const example = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../../../../examples', name, 'challenge.yaml'), 'utf8');
const digits = example('digits');

/** The text with one piece replaced; the piece must be there exactly once, or the test would test nothing. */
function broken(from: string, to: string, text = digits): string {
  expect(text.split(from)).toHaveLength(2);
  return text.replace(from, () => to);
}
/** `line:column code path | en | hint` of every problem. */
function problems(text: string): string[] {
  const read = readDefinition(text, metrics);
  if (read.ok) return [];
  return read.refusal.map(
    ({ line, column, code, path, message, hint }) =>
      `${line}:${column} ${code} ${path} | ${message.en}${hint === null ? '' : ` | ${hint.en}`}`,
  );
}
const lineOf = (text: string, piece: string): number => text.slice(0, text.indexOf(piece)).split('\n').length;

describe('readDefinition', () => {
  it.each(['digits', 'nuclei'])('reads the example %s', (name) => {
    const read = readDefinition(example(name), metrics);
    expect(read).toMatchObject({ ok: true, value: { slug: name } });
  });

  it('keeps an unquoted instant to the second, as written', () => {
    const text = broken("closesAt: '2026-12-11T23:59:00+09:00'", 'closesAt: 2026-12-11T23:59:30+09:00');
    const read = readDefinition(text, metrics);
    expect(read.ok && read.value.phases[0]?.closesAt).toBe('2026-12-11T23:59:30+09:00');
  });

  it.each(BROKEN)('says what is wrong with %s, and nothing else', (_name, from, to, expected) => {
    const found = problems(broken(from, to));
    expect(found.map((text) => text.replace(/^\d+:\d+ /, ''))).toEqual(expected);
  });

  it('points at the line and column of a value, of an unknown key, and of what should hold a missing one', () => {
    const value = broken('perDay: 10', 'perDay: "ten"');
    expect(problems(value)[0]).toMatch(new RegExp(`^${lineOf(value, 'perDay: "ten"')}:15 wrong-type`));
    const key = broken('perDay: 10', 'perDays: 10');
    expect(problems(key)[0]).toMatch(new RegExp(`^${lineOf(key, 'perDays')}:7 unknown-key`));
    const absent = broken('  en: Computer vision\n', '');
    expect(problems(absent)[0]).toMatch(new RegExp(`^${lineOf(absent, 'field:')}:1 language-missing`));
    const entry = broken('  - key: train\n    file: data/train.csv', '  - key: train');
    expect(problems(entry)[0]).toMatch(new RegExp(`^${lineOf(entry, '- key: train')}:5 missing-key data\\[0\\]\\.file`));
  });

  it('lists every problem at once, in the order of the lines, even when some parts cannot be read', () => {
    let text = broken('slug: digits', 'slug: Digits');
    text = broken('  en: Computer vision\n', '', text);
    text = broken('metric: f1_macro', 'metric: f1_micro', text);
    text = broken('tasks: [digits]', 'tasks: [digit]', text);
    text = broken("'2026-12-11T23:59:00+09:00'", '2026-12-11', text);
    text = broken('order: [accuracy, f1]', 'order: [acuracy, f1]', text);
    const found = problems(text);
    expect(found.map((line) => line.split(' ')[1])).toEqual([
      'bad-value',
      'language-missing',
      'metric-unknown',
      'instant-without-time',
      'unknown-reference',
    ]);
    const lines = found.map((line) => Number(line.split(':')[0]));
    expect(lines).toEqual(lines.toSorted((a, b) => a - b));
  });

  it('speaks Korean too', () => {
    const read = readDefinition(broken('perDay: 10', 'per_day: 10'), metrics);
    expect(read).toMatchObject({
      ok: false,
      refusal: [{ message: { ko: '"per_day"은(는) 모르는 키입니다.' }, hint: { ko: '"perDay"을(를) 뜻하셨나요?' } }],
    });
  });

  it('asks which task is meant when several have the metric, and accepts the answer', () => {
    const task = digits.slice(digits.indexOf('  - key: digits\n'), digits.indexOf('phases:'));
    let text = broken(task, task + task.replace('key: digits', 'key: more'));
    text = broken('tasks: [digits]', 'tasks: [digits, more]', text);
    expect(problems(text).map((line) => line.replace(/^\d+:\d+ /, ''))).toEqual([
      'ambiguous-reference boards[0].columns[0].metric | Metric "accuracy" is in several tasks: digits, more. | Add "task" to this column.',
      'ambiguous-reference boards[0].columns[1].metric | Metric "f1" is in several tasks: digits, more. | Add "task" to this column.',
    ]);
    text = broken(
      'metric: accuracy\n      - key: f1\n        metric: f1\n',
      'metric: accuracy\n        task: more\n      - key: f1\n        metric: f1\n        task: digits\n',
      text,
    );
    expect(problems(text)).toEqual([]);
  });

  it('wants phases in the order in which they open, and lets only the last stay open', () => {
    const phase = digits.slice(digits.indexOf('  - key: main\n    name: { ko: 본'), digits.indexOf('boards:'));
    const early = phase.replace('key: main', 'key: early').replace('2026-10-28', '2026-10-01').replace('2026-12-11', '2026-10-20');
    expect(problems(broken(phase, phase + early)).map((line) => line.split(' | ')[0]?.replace(/^\d+:\d+ /, ''))).toEqual([
      'phase-order phases[1].opensAt',
    ]);
    expect(problems(broken(phase, early + phase))).toEqual([]);
    expect(
      problems(broken(phase, early.replace(/ {4}closesAt.*\n/, '') + phase)).map((line) => line.split(' | ')[0]?.replace(/^\d+:\d+ /, '')),
    ).toEqual(['phase-window phases[0]']);
  });

  it.each([
    ['empty text', '', 'wrong-type'],
    ['a list', '- a\n- b\n', 'wrong-type'],
    ['text that is not YAML', 'gac: [challenge/1\nslug: x', 'yaml-syntax'],
    ['a Python tag', 'gac: !!python/object:os.system x', 'yaml-syntax'],
    [
      'aliases that multiply',
      `a: &a [${'x,'.repeat(9)}x]\n${Array.from({ length: 8 }, (_, i) => `${'bcdefghi'[i]}: &${'bcdefghi'[i]} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(',')}]`).join('\n')}\n`,
      'yaml-syntax',
    ],
    ['a megabyte and more', `gac: ${'x'.repeat(1024 * 1024)}`, 'too-large'],
  ])('refuses %s and says only that', (_name, text, code) => {
    const read = readDefinition(text, metrics);
    expect(read.ok ? [] : [...new Set(read.refusal.map((problem) => problem.code))]).toEqual([code]);
  });
});
