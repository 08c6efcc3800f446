import { describe, expect, test } from '@jest/globals';
import { PassThrough } from 'node:stream';
import { createPrompt } from './prompt.ts';

function terminal(isTTY: boolean) {
  const input = Object.assign(new PassThrough(), { isTTY });
  const output = new PassThrough();
  let shown = '';
  output.on('data', (chunk: Buffer) => (shown += chunk.toString()));
  return { input, prompt: createPrompt(input, output), shown: () => shown };
}

describe('a person is asked', () => {
  test('two questions, the second without echo', async () => {
    const { input, prompt, shown } = terminal(true);
    const email = prompt.ask('E-mail: ', false);
    input.write('ada@example.org\r');
    expect(await email).toBe('ada@example.org');
    const password = prompt.ask('Password: ', true);
    input.write('sekret 가\r');
    expect(await password).toBe('sekret 가');
    expect(shown()).toContain('ada@example.org');
    expect(shown()).toContain('Password: ');
    expect(shown()).not.toMatch(/sekret|가/);
  });
  test('Ctrl-C and the end of the input answer nothing', async () => {
    const { input, prompt } = terminal(true);
    const first = prompt.ask('? ', true);
    input.write('half\u0003');
    expect(await first).toBeNull();
    const second = prompt.ask('? ', false);
    input.end();
    expect(await second).toBeNull();
  });
});

test('a pipe is read line by line, without a prompt', async () => {
  const { input, prompt, shown } = terminal(false);
  input.end('ada@example.org\nsekret\n');
  expect([await prompt.ask('E-mail: ', false), await prompt.ask('Password: ', true), await prompt.ask('More: ', false)]).toEqual(['ada@example.org', 'sekret', null]);
  expect(shown()).toBe('');
  prompt.close();
});
