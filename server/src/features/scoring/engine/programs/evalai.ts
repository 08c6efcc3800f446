/** EvalAI's contract. Sources: EvalAI's submission worker, docs/bundles.md. */
import { basename } from 'node:path';
import type { EvalaiTask, ScoreSet, Submission } from './contract.ts';
import { driven } from './driven.ts';
import { submittedFile } from './prediction.ts';
import { isRecord, judgeScores } from './scores-file.ts';
import type { Place, Scored, TaskRun } from './task-run.ts';
import { fileOf } from './trees.ts';
import { TaskFailed } from './verdict.ts';

export async function runEvalai(run: TaskRun, task: EvalaiTask, submission: Submission): Promise<Scored> {
  const file = await submittedFile(run, task.prediction, submission);
  if (fileOf(task.script, 'requirements.txt')) run.warn('requirements-not-installed');
  const submitted = `/app/input/res/${basename(file.name)}`;
  const annotation = task.annotation ? `/app/input/ref/${basename(task.annotation.path)}` : null;
  const places: Place[] = [
    await run.workingCopy(task.script, '/app/challenge_data/challenge_1'),
    await run.fileAt(file.path, submitted),
    ...(task.annotation && annotation !== null ? [await run.fileAt(task.annotation.source, annotation)] : []),
  ];
  const settings = { annotation: annotation ?? '', submission: submitted, phase: task.phaseCodename, metadata: metadataOf(submitted) };
  return judgeReturned(run, await driven(run, 'evalai', settings, places), task.splits);
}

/** The keys of EvalAI's serialized submission that scorers read. Nobody's name is in it. */
const metadataOf = (input: string) => ({
  id: 1,
  participant_team: 1,
  participant_team_name: 'team',
  execution_time: 'None',
  challenge_phase: 1,
  created_by: 1,
  status: 'running',
  input_file: input,
  method_name: '',
  method_description: '',
  project_url: '',
  publication_url: '',
  is_public: false,
  is_flagged: false,
  is_baseline: false,
  submitted_at: '',
  submission_metadata: null,
  when_made_public: null,
});

/** What `evaluate` returned, as scores; one split that is not of this phase fails it all. */
export function judgeReturned(run: Pick<TaskRun, 'warn'>, value: unknown, splits: EvalaiTask['splits']): Scored {
  if (!isRecord(value) || !Array.isArray(value['result']))
    throw new TaskFailed('scorer-incomplete', {}, 'evaluate() returned no list "result"');
  const errors = errorBars(value['error']);
  const judged = value['result'].map((entry: unknown) => judgeSplit(run, entry, splits, errors));
  const scores = judged.map(({ set }) => set);
  if (!scores.some(({ values }) => Object.keys(values).length > 0)) throw new TaskFailed('scorer-no-known-score');
  const ignored = [...new Set(judged.flatMap((one) => one.ignored))];
  return { scores, ignored, forParticipant: value['submission_result'] ?? null, forOrganizer: value['submission_metadata'] ?? null };
}

function judgeSplit(
  run: Pick<TaskRun, 'warn'>,
  entry: unknown,
  splits: EvalaiTask['splits'],
  errors: Map<string, Record<string, number>>,
): { set: ScoreSet; ignored: string[] } {
  const [split, ...others] = isRecord(entry) ? Object.keys(entry) : [];
  if (!isRecord(entry) || split === undefined)
    throw new TaskFailed('scorer-incomplete', {}, 'an entry of "result" is not {split: {label: number}}');
  const known = splits?.find(({ codename }) => codename === split);
  if (splits && !known) throw new TaskFailed('scorer-unknown-split', { split });
  const written = entry[split];
  if (!isRecord(written)) throw new TaskFailed('scorer-incomplete', {}, `the scores of split "${split}" are not {label: number}`);
  const { values, ignored, refused, missing } = judgeScores(written, known?.labels ?? null);
  for (const { key, value } of refused) run.warn('score-refused', { key: `${split}: ${key}`, value });
  if (missing.length > 0) run.warn('score-missing', { keys: missing.map((key) => `${split}: ${key}`).join(', ') });
  return { set: { split, values, errors: errors.get(split) ?? {} }, ignored: [...ignored, ...others] };
}

/** {split: {label: half-width}} of `error`: [{split: {"error_<label>": number}}]; what is not a number is left out. */
function errorBars(value: unknown): Map<string, Record<string, number>> {
  const entries = Array.isArray(value) ? value.filter(isRecord) : [];
  return new Map(
    entries.flatMap((entry) =>
      Object.entries(entry).map(([split, bars]) => {
        const { values } = judgeScores(isRecord(bars) ? bars : {}, null);
        return [split, Object.fromEntries(Object.entries(values).map(([key, number]) => [key.replace(/^error_/, ''), number]))] as const;
      }),
    ),
  );
}
