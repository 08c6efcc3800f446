import { stat } from 'node:fs/promises';
import type { BundleRunReport } from '@gac/server/programs/bundle-report';
import { withBench, type BenchProblem } from '@gac/server/programs/local-bench';
import { runBundle, type BundleProblem, type BundleRun } from '@gac/server/programs/run-bundle';
import type { Command, CommandAnswer, CommandContext } from '../context.ts';
import { refuse } from '../refused.ts';
import { bundleRunLines, problemLines } from './bundle-run-lines.ts';

/** Scores a submission with the programs of a competition archive, here. 0 scored, 1 failed, 2 the archive or this machine can't do it. */
export const bundleRun: Command = async (context) => {
  const { machine } = context;
  for (const path of [context.run.text('submission'), context.run.text('annotation')]) await mustBeThere(path);
  const interruption = machine.interruptible();
  const { signal } = interruption;
  try {
    const answer = await withBench(() => machine.newKey(), (bench) => runBundle(bench, { ...wishOf(context), signal }));
    if (!answer.ok) return unusable(answer.problems.map(asProblem), context);
    return answered(answer.value, context);
  } catch (error) {
    if (!signal.aborted) throw error;
    throw refuse('interrupted', '');
  } finally {
    interruption.stop();
    context.progress(null);
  }
};

async function mustBeThere(path: string | undefined): Promise<void> {
  if (path === undefined || /^solution:\d+$/.test(path)) return;
  await stat(path).catch(() => {
    throw refuse('no-file', path);
  });
}

function wishOf({ run, lang, m, progress }: CommandContext) {
  const task = run.text('task');
  return {
    archive: run.args[0] ?? '',
    submission: run.text('submission') ?? '',
    phase: run.text('phase') ?? null,
    task: task === undefined ? null : Number(task),
    annotation: run.text('annotation') ?? null,
    lang,
    onStage: (index: number, stage: 'prediction' | 'scoring') => progress(m.bundle.running(index, m.bundle.stages[stage])),
  };
}

function answered(answer: BundleRun, context: CommandContext): CommandAnswer {
  if (answer.kind === 'unusable') return unusable(answer.problems, context);
  const { report } = answer;
  return { value: report, lines: bundleRunLines(report, context.m), exit: report.status === 'SCORED' ? 0 : 1 };
}

const asProblem = ({ message, remedy }: BenchProblem): BundleProblem => ({ code: 'no-sandbox', message: `${message} ${remedy}`, file: null, line: null });

/** The document of a run that was none, with the problems beside. */
function unusable(problems: readonly BundleProblem[], { m }: CommandContext): CommandAnswer {
  const message = problems.map((problem) => problem.message).join(' ');
  const report: BundleRunReport = { status: 'FAILED', class: null, message, tasks: [], warnings: [] };
  return { value: { ...report, problems }, lines: problemLines(problems, m), exit: 2 };
}
