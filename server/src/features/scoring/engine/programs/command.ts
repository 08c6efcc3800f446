/** How a program of a Codabench bundle is started: `$` variables, then words, never a shell. Source: Codabench's compute worker. */

export interface CommandPlace {
  role: 'program' | 'ingestion';
  stage: 'prediction' | 'scoring';
  ingestionOnlyDuringScoring: boolean;
}

/** In this order: `$input_data` becomes "/app/input_data" by the first of them, and real bundles count on it. */
const variables = ({ role, stage, ingestionOnlyDuringScoring }: CommandPlace): readonly (readonly [string, string])[] => [
  ['$input', role === 'ingestion' ? '/app/input_data' : '/app/input'],
  ['$output', '/app/output'],
  ['$program', ingestionOnlyDuringScoring && stage === 'scoring' ? '/app/ingestion_program' : '/app/program'],
  ['$ingestion_program', '/app/program'],
  ['$hidden', '/app/input/ref'],
  ['$shared', '/app/shared'],
  ['$submission_program', '/app/ingested_program'],
  ['$tmp', '/app/output'],
  ['$predictions', stage === 'scoring' ? '/app/input/res' : '/app/output'],
];

/** The command with its legacy variables replaced, as plain text. */
export const substituted = (command: string, place: CommandPlace): string =>
  variables(place).reduce((text, [name, value]) => text.replaceAll(name, value), command);

const BLANK = /[ \t\r\n]/;
/**
 * A command's words by POSIX quoting, without a shell: quotes and backslashes, no variables, no globs, `&&` and `>` are words like others.
 * Null when a quote is left open or a backslash ends it. Source: Python's `shlex.split`, which container engines use.
 */
export function wordsOf(command: string): string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  let quote = '';
  for (let at = 0; at < command.length; at += 1) {
    const char = command[at]!;
    if (quote === "'" || (quote === '"' && char !== '\\')) {
      if (char === quote) quote = '';
      else word = (word ?? '') + char;
    } else if (char === '\\') {
      const next = command[at + 1];
      if (next === undefined) return null;
      word = `${word ?? ''}${quote === '"' && next !== '"' && next !== '\\' ? '\\' : ''}${next}`;
      at += 1;
    } else if (char === '"' || char === "'") {
      quote = char;
      word ??= '';
    } else if (BLANK.test(char)) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + char;
  }
  if (quote !== '') return null;
  return word === null ? words : [...words, word];
}

/** What to execute; null when there is nothing that could be. */
export function argvOf(command: string | null, place: CommandPlace): string[] | null {
  const words = command === null ? null : wordsOf(substituted(command, place));
  return words === null || words.length === 0 ? null : words;
}
