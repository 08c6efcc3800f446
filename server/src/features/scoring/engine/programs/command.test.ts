import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { argvOf, substituted, wordsOf, type CommandPlace } from './command.ts';

const SCORER: CommandPlace = { role: 'program', stage: 'scoring', ingestionOnlyDuringScoring: false };
const INGESTION: CommandPlace = { role: 'ingestion', stage: 'prediction', ingestionOnlyDuringScoring: false };

describe('variables', () => {
  test.each([
    ['python $program/score.py $input $output', SCORER, 'python /app/program/score.py /app/input /app/output'],
    ['python $program/run.py $input $output', INGESTION, 'python /app/program/run.py /app/input_data /app/output'],
    // The first replacement wins: this is what real bundles get, and count on.
    ['ls $input_data', SCORER, 'ls /app/input_data'],
    ['ls $input_data', INGESTION, 'ls /app/input_data_data'],
    ['x $ingestion_program $submission_program', INGESTION, 'x /app/program /app/ingested_program'],
    ['x $hidden $shared $tmp $predictions', SCORER, 'x /app/input/ref /app/shared /app/output /app/input/res'],
    ['x $predictions', INGESTION, 'x /app/output'],
    ['x $program', { ...SCORER, ingestionOnlyDuringScoring: true }, 'x /app/ingestion_program'],
    ['x $program', { ...INGESTION, ingestionOnlyDuringScoring: true }, 'x /app/program'],
    ['x $programs $HOME $$', SCORER, 'x /app/programs $HOME $$'],
  ] as const)('%s', (command, place, expected) => expect(substituted(command, place)).toBe(expected));
});

describe('words', () => {
  // Expected values are those of Python's shlex.split.
  test.each([
    ['python3 score.py', ['python3', 'score.py']],
    ['  a\t b\n', ['a', 'b']],
    [`a 'b c' "d e"`, ['a', 'b c', 'd e']],
    [`a'b'"c"d`, ['abcd']],
    [`a "" ''`, ['a', '', '']],
    [String.raw`a\ b \"c\"`, ['a b', '"c"']],
    [String.raw`"a\"b\\c\d"`, [String.raw`a"b\c\d`]],
    [String.raw`'a\b'`, [String.raw`a\b`]],
    ['a && b > c # d', ['a', '&&', 'b', '>', 'c', '#', 'd']],
    ['', []],
    [`"open`, null],
    [`'open`, null],
    ['end\\', null],
  ])('%j', (command, expected) => expect(wordsOf(command)).toEqual(expected));

  test('quoting any words and taking them apart gives the words', () => {
    const quote = (word: string): string => `'${word.replaceAll("'", `'"'"'`)}'`;
    fc.assert(fc.property(fc.array(fc.string()), (words) => expect(wordsOf(words.map(quote).join(' '))).toEqual(words)));
  });
  test('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '"', "'", '\\', '$') }), (text) => void wordsOf(text)));
  });
});

test('nothing to execute', () => {
  expect(argvOf(null, SCORER)).toBeNull();
  expect(argvOf('   ', SCORER)).toBeNull();
  expect(argvOf('python "', SCORER)).toBeNull();
});
