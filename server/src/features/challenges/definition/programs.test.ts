import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDefinition } from './read-definition.ts';

const root = join(import.meta.dirname, '../../../../..');
const digits = readFileSync(join(root, 'examples/digits/challenge.yaml'), 'utf8');
const page = readFileSync(join(root, 'docs/challenge-yaml.md'), 'utf8');
/** The example of the documentation that takes programs. */
const whole = digits.slice(0, digits.indexOf('\ntasks:')) + '\n' + ([...page.matchAll(/```yaml\n([\s\S]*?)```/g)][1]?.[1] ?? '');

/** `code path | message | hint` of every problem, after one piece, which must be there once, was replaced. */
function problems(from: string, to: string): string[] {
  expect(whole.split(from)).toHaveLength(2);
  const read = readDefinition(whole.replace(from, () => to), { names: ['rmse'], misuse: () => [] });
  return read.ok ? [] : read.refusal.map(({ code, path, message, hint }) => [`${code} ${path}`, message.en, ...(hint ? [hint.en] : [])].join(' | '));
}
const CONTRADICTIONS: [name: string, from: string, to: string, expected: string[]][] = [
  ['a built-in scorer without a format', '    format:\n      idColumn: id\n      columns: [{ name: value, kind: number }]\n', '', ['missing-key tasks[0].format | "format" is missing. | The built-in scorer needs both format and reference.']],
  ['a scoring program with half of a check', '    scorer:\n      kind: program', '    format: { idColumn: id, columns: [{ name: v, kind: number }] }\n    scorer:\n      kind: program', ['missing-key tasks[1].reference | "reference" is missing. | Give both format and reference, or neither.']],
  ['a command where the contract calls a function', 'contract: codabench', 'contract: evalai', [
    'scorer-contradiction tasks[1].scorer.entry | The contract "evalai" has no "entry". | "entry" belongs to: codabench, metrics-json',
    'missing-key tasks[1].scorer.metrics[0].split | "split" is missing. | Name the codename of the data set split.',
  ]],
  ['a name where the contract has paths', 'contract: codabench', 'contract: metrics-json', ['scorer-contradiction tasks[1].scorer.metrics[0].output | The contract "metrics-json" has no "output". | "output" belongs to: codabench, evalai, huggingface']],
  ['an unknown contract', 'contract: codabench', 'contract: codalab', ['bad-value tasks[1].scorer.contract | "codalab" is not possible here. Possible: codabench, evalai, kaggle, huggingface, metrics-json']],
  ['ingestion while the platform scores', 'output: predictions.csv', 'output: predictions.csv\n    ingestion: { program: ingestion, onlyDuringScoring: true }', ['scorer-contradiction tasks[0].ingestion.onlyDuringScoring | Only with the contract "codabench" can an ingestion program run while scoring.']],
  ['an output in a folder', 'output: predictions.csv', 'output: out/predictions.csv', ['bad-value tasks[0].output | "out/predictions.csv" can\'t be the name of a file here. | Use letters, digits, ".", "-" and "_", without a folder.']],
  ['too little memory', 'memoryBytes: 1073741824\n      pids', 'memoryBytes: 1024\n      pids', ['bad-value phases[0].limits.memoryBytes | The value must be at least 16777216.']],
  ['a kind twice', 'accepts: [code, container]', 'accepts: [code, code]', ['duplicate-key phases[0].accepts[1] | "code" is already used at phases[0].accepts[0].']],
  ['a baseline of another kind', 'accepts: [code, container]', 'accepts: [container]', ['kind-not-accepted baselines[0].kind | The phase "main" does not accept "code". | It accepts: container']],
  ['answers inside the public input', 'file: hidden/answers.csv', 'file: input/answers.csv', ['hidden-in-public tasks[0].input | The hidden data "input/answers.csv" is part of "input", which participants get. | Move the hidden data to another folder.', 'hidden-in-public tasks[1].input | The hidden data "input/answers.csv" is part of "input", which participants get. | Move the hidden data to another folder.']],
  ['a column of nothing', '{ key: cost, metric: cost }', '{ key: cost }', ['missing-key boards[0].columns[1].metric | "metric" is missing. | Give the key of a metric, or a computation.']],
  ['a column of both', "        computation: { rule: sum", '        metric: cost\n        computation: { rule: sum', ['format-contradiction boards[0].columns[2].metric | A computed column has no "metric".']],
  ['a column made of itself', 'of: [error, cost]', 'of: [error, total]', ['unknown-reference boards[0].columns[2].computation.of[1] | "total" is not a column that stands above this one. | Possible: error, cost']],
  ['a computed column without a name', '        name: { ko: 합계, en: Total }\n', '', ['missing-key boards[0].columns[2].name | "name" is missing. | A computed column needs a name.']],
  ['a rule by which teams pick', '    order: [total]', '    order: [total]\n    represents: chosen', ['rule-unsupported boards[0].represents | Teams can not pick the submission that stands for them yet. | Possible rules: best (force-best), latest (force-last)']],
  ['a rule that gives a team several rows', '    order: [total]', '    order: [total]\n    represents: force-latest-multiple', ['rule-unsupported boards[0].represents | A team has one row here; a rule that gives it several is not possible yet. | Possible rules: best (force-best), latest (force-last)']],
  ["Codabench's name of a rule there is", '    order: [total]', '    order: [total]\n    represents: force-last', []],
];

describe('definitions with programs', () => {
  it.each(CONTRADICTIONS)('%s', (_name, from, to, expected) => {
    expect(problems(from, to)).toEqual(expected);
  });

  it('fills in what is not said', () => {
    const read = readDefinition(whole, { names: ['rmse'], misuse: () => [] });
    if (!read.ok) throw new TypeError(JSON.stringify(read.refusal));
    const [forecast, planning] = read.value.tasks;
    expect(forecast).toMatchObject({ output: 'predictions.csv', entry: 'python3 main.py' });
    expect(planning?.scorer).toMatchObject({ kind: 'program', limits: { cpuMs: 60_000, pids: 32 }, metrics: [{ key: 'cost', direction: 'asc', decimals: 3 }] });
    expect(digits).not.toContain('accepts');
    const plain = readDefinition(digits, { names: ['accuracy', 'f1_macro'], misuse: () => [] });
    expect(plain.ok && plain.value.phases[0]).toMatchObject({ accepts: ['prediction'], limits: { cpuMs: 60_000, wallMs: 120_000, memoryBytes: 2 ** 30, pids: 64 } });
  });
});
