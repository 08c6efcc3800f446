import { expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { shellWord } from './shell.ts';

test.each(['train.csv', 'a b.csv', "o'clock.csv", '$(touch x).csv', '`id`; rm -r *.csv', '한글 자료.csv'])(
  'a shell reads %s as one word',
  (name) => {
    expect(execFileSync('/bin/sh', ['-c', `printf '[%s]' ${shellWord(name)}`], { encoding: 'utf8' })).toBe(`[${name}]`);
  },
);
