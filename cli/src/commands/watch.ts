import { zSubmissionId } from '@gac/shared/contract/primitives';
import type { Command } from '../context.ts';
import { refuse } from '../refused.ts';
import { follow } from './follow.ts';
import { exitOf, resultLines } from './submission-lines.ts';

export const watch: Command = async (context) => {
  const id = zSubmissionId.safeParse(context.run.args[0]);
  if (!id.success) throw refuse('no-submission', context.run.args[0] ?? '');
  const view = await follow(context, id.data);
  return { value: view, lines: resultLines(view, context.lang, context.m), exit: exitOf(view) };
};
