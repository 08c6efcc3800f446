/** Which phase, tasks and submission of a competition archive are meant. */
import { accept, refuse, type Decision, type LocalizedText } from '@gac/shared/values';
import type { Bundle, BundleFinding, BundlePhase, BundleSolution, BundleTask } from '../bundles/bundle.ts';
import type { BundleTree } from '../bundles/tree.ts';

export interface RunWish {
  /** A path, or `solution:INDEX` for one that the archive holds. */
  submission: string;
  /** EvalAI's codename, an index, or a name; null: the first that fits the rest of the wish. */
  phase: string | null;
  /** As the archive numbers it; null: all of the phase. */
  task: number | null;
}
export interface ChosenRun {
  phase: BundlePhase;
  /** At least one. */
  tasks: readonly BundleTask[];
  /** Null: it stands at a path of this machine. */
  solution: BundleTree | null;
}
export interface WishRefusal extends LocalizedText {
  code: 'no-such-solution' | 'no-such-phase' | 'no-such-task' | 'phase-without-tasks';
}

const SOLUTION = /^solution:(\d+)$/;
type Contents = Pick<Bundle, 'phases' | 'tasks' | 'solutions'>;

export function chooseRun(bundle: Contents, wish: RunWish): Decision<ChosenRun, WishRefusal> {
  const number = SOLUTION.exec(wish.submission)?.[1];
  const solution = number === undefined ? null : (bundle.solutions.find(({ index }) => index === Number(number)) ?? null);
  if (number !== undefined && !solution?.tree) return refuse(noSolution(number, bundle.solutions));
  const phase = phaseOf(bundle, wish, solution);
  if (!phase) return refuse(noPhase(wish.phase ?? '0', bundle.phases));
  const tasks = tasksOf(bundle, wish, phase, solution);
  if (wish.task !== null && tasks.length === 0) return refuse(noTask(wish.task, bundle.tasks));
  if (tasks.length === 0)
    return refuse({ code: 'phase-without-tasks', ko: `단계 ${phase.index}에 과제가 없습니다.`, en: `Phase ${phase.index} has no tasks.` });
  return accept({ phase, tasks, solution: solution?.tree ?? null });
}

function phaseOf({ phases }: Contents, { phase, task }: RunWish, solution: BundleSolution | null): BundlePhase | null {
  if (phase !== null) {
    const by = (fits: (one: BundlePhase) => boolean) => phases.find(fits);
    return (
      by(({ codename }) => codename === phase) ?? by(({ index }) => String(index) === phase) ?? by(({ name }) => name === phase) ?? null
    );
  }
  const wanted = task === null ? (solution?.tasks ?? []) : [task];
  return phases.find(({ tasks }) => tasks.some((index) => wanted.includes(index))) ?? phases[0] ?? null;
}

/** Those of the phase that the solution is for; all of the phase when it is for none of them, since somebody asked. */
function tasksOf({ tasks }: Contents, wish: RunWish, phase: BundlePhase, solution: BundleSolution | null): BundleTask[] {
  if (wish.task !== null) return tasks.filter(({ index }) => index === wish.task);
  const ofPhase = phase.tasks.flatMap((number) => tasks.filter(({ index }) => index === number));
  const ofBoth = ofPhase.filter(({ index }) => solution?.tasks.includes(index) ?? true);
  return ofBoth.length > 0 ? ofBoth : ofPhase;
}

const listed = (values: readonly (string | number)[]): string => (values.length === 0 ? '-' : values.join(', '));
const noSolution = (number: string, solutions: readonly BundleSolution[]): WishRefusal => {
  const there = listed(solutions.filter(({ tree }) => tree).map(({ index }) => index));
  return {
    code: 'no-such-solution',
    ko: `풀이 ${number}이(가) 없습니다. 있는 것: ${there}`,
    en: `There is no solution ${number}. There are: ${there}`,
  };
};
const noPhase = (phase: string, phases: readonly BundlePhase[]): WishRefusal => {
  const there = listed(phases.map(({ codename, index }) => codename ?? index));
  return {
    code: 'no-such-phase',
    ko: `단계 ${phase}이(가) 없습니다. 있는 것: ${there}`,
    en: `There is no phase ${phase}. There are: ${there}`,
  };
};
const noTask = (task: number, tasks: readonly BundleTask[]): WishRefusal => {
  const there = listed(tasks.map(({ index }) => index));
  return {
    code: 'no-such-task',
    ko: `과제 ${task}이(가) 없습니다. 있는 것: ${there}`,
    en: `There is no task ${task}. There are: ${there}`,
  };
};

/** What an archive needs to be published, but not to be run: words, pictures, dates. */
const NOT_FOR_RUNNING =
  /^(title|short_description|description|evaluation_details|submission_guidelines|terms|terms_and_conditions|image|logo|pages|html|fact_sheet|start_date|end_date)\b|^(challenge_)?phases\b.*\.(name|label|description|start|end|start_date|end_date|starting_kit|public_data)$/;
const DATES = ['date-invalid', 'phase-order', 'phase-endless', 'phase-window'];
export const concernsRunning = ({ code, path }: BundleFinding): boolean => !DATES.includes(code) && !NOT_FOR_RUNNING.test(path);
