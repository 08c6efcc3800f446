import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';

/** Asks on standard error, reads from standard input; `hidden` shows nothing of what is typed. Null at the end of the input. */
export function createPrompt(input: NodeJS.ReadableStream & { isTTY?: boolean }, output: NodeJS.WritableStream): { ask: (prompt: string, hidden: boolean) => Promise<string | null>; close: () => void } {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => { done(); } });
  /** Lines of a file or a pipe are read ahead: one reader for all questions. */
  let piped: { reader: Interface; lines: AsyncIterator<string> } | null = null;

  const askPerson = (prompt: string, hidden: boolean): Promise<string | null> =>
    new Promise((resolve) => {
      // With `terminal` readline switches the echo of the terminal off and echoes to its own output.
      const reader = createInterface({ input, output: hidden ? nowhere : output, terminal: true });
      if (hidden) output.write(prompt);
      const finish = (answer: string | null): void => {
        // Before closing, which answers null.
        resolve(answer);
        reader.close();
        if (hidden) output.write('\n');
      };
      reader.on('SIGINT', () => {
        finish(null);
      });
      reader.on('close', () => {
        resolve(null);
      });
      reader.question(hidden ? '' : prompt, finish);
    });

  return {
    ask: async (prompt, hidden) => {
      if (input.isTTY) return askPerson(prompt, hidden);
      if (!piped) {
        const reader = createInterface({ input });
        piped = { reader, lines: reader[Symbol.asyncIterator]() };
      }
      const line = await piped.lines.next();
      return line.done ? null : line.value;
    },
    close: () => piped?.reader.close(),
  };
}
