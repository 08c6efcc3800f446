import type { Command } from '../context.ts';
import { follow } from './follow.ts';
import { exitOf, resultLines } from './submission-lines.ts';

export const watch: Command = async (context) => {
  const view = await follow(context, context.run.args[0] ?? '');
  return { value: view, lines: resultLines(view, context.lang, context.m), exit: exitOf(view) };
};
