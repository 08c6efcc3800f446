import type { BoardDefinition, TaskDefinition } from '@gac/shared/contract/definition';
import { finding, pathText, type Finding, type Path } from './definition-problem.ts';
import { nearestName } from '@gac/shared/rules/nearest-name';
import type { Member, Outline } from './outline.ts';

const keysOf = (members: readonly Member<unknown>[]): string[] => members.flatMap(({ key }) => (key === null ? [] : [key]));

/** Every name after its first use in a list of names. `noun` says what they name. */
export function repeated(names: readonly { name: string; at: Path }[]): Finding[] {
  const first = new Map<string, Path>();
  return names.flatMap(({ name, at }) => {
    const earlier = first.get(name);
    if (earlier === undefined) {
      first.set(name, at);
      return [];
    }
    return [
      finding(
        'duplicate-key',
        at,
        `"${name}"은(는) 이미 ${pathText(earlier)}에서 쓰였습니다.`,
        `"${name}" is already used at ${pathText(earlier)}.`,
      ),
    ];
  });
}

function unknown(name: string, at: Path, list: string, known: readonly string[]): Finding[] {
  if (known.includes(name)) return [];
  const near = nearestName(name, known);
  const all = known.length > 0 ? known.join(', ') : '-';
  return [
    finding('unknown-reference', at, `"${name}"이(가) ${list}에 없습니다.`, `"${name}" is not in ${list}.`, {
      ko: near === null ? `있는 것: ${all}` : `"${near}"을(를) 뜻하셨나요?`,
      en: near === null ? `There are: ${all}` : `Did you mean "${near}"?`,
    }),
  ];
}

const metricKeys = (task: TaskDefinition): string[] => task.scorer.metrics.map(({ key }) => key);

/** The column of a board names a metric of one task; when the phase has several tasks with it, the column says which. */
function checkColumns(board: BoardDefinition, at: Path, tasksOfPhase: readonly Member<TaskDefinition>[]): Finding[] {
  if (tasksOfPhase.some(({ value }) => value === null)) return [];
  const tasks = tasksOfPhase.flatMap(({ value }) => (value === null ? [] : [value]));
  return board.columns.flatMap((column, i) => {
    const here = [...at, 'columns', i];
    // Neither metric nor computation, or both: told by check-columns.
    if (column.metric === undefined || column.computation !== undefined) return [];
    if (column.task !== undefined) {
      const task = tasks.find(({ key }) => key === column.task);
      if (task === undefined)
        return unknown(
          column.task,
          [...here, 'task'],
          `phases[].tasks (${board.phase})`,
          tasks.map(({ key }) => key),
        );
      return unknown(column.metric, [...here, 'metric'], `tasks[].scorer.metrics (${task.key})`, metricKeys(task));
    }
    const { metric } = column;
    const holders = tasks.filter((task) => metricKeys(task).includes(metric));
    if (holders.length === 0)
      return unknown(column.metric, [...here, 'metric'], `tasks[].scorer.metrics`, [...new Set(tasks.flatMap(metricKeys))]);
    if (holders.length === 1) return [];
    const names = holders.map(({ key }) => key).join(', ');
    return [
      finding(
        'ambiguous-reference',
        [...here, 'metric'],
        `지표 "${column.metric}"이(가) 과제 여러 개에 있습니다: ${names}.`,
        `Metric "${column.metric}" is in several tasks: ${names}.`,
        {
          ko: `이 열에 task를 적으십시오.`,
          en: `Add "task" to this column.`,
        },
      ),
    ];
  });
}

function checkBoards(outline: Outline): Finding[] {
  return outline.boards.flatMap(({ at, value: board }) => {
    if (board === null) return [];
    const phase = outline.phases.find(({ key }) => key === board.phase);
    const tasks = (phase?.value?.tasks ?? []).flatMap((key) => outline.tasks.find((task) => task.key === key) ?? []);
    return [
      ...unknown(board.phase, [...at, 'phase'], 'phases', keysOf(outline.phases)),
      ...unknown(board.track, [...at, 'track'], 'tracks', keysOf(outline.tracks)),
      // A task that isn't there is one problem, told where the phase names it.
      ...(phase?.value && tasks.length === phase.value.tasks.length ? checkColumns(board, at, tasks) : []),
      ...repeated(board.columns.map(({ key }, i) => ({ name: key, at: [...at, 'columns', i, 'key'] }))),
      ...board.order.flatMap((key, i) =>
        unknown(
          key,
          [...at, 'order', i],
          `${pathText(at)}.columns`,
          board.columns.map((column) => column.key),
        ),
      ),
      ...repeated(board.order.map((name, i) => ({ name, at: [...at, 'order', i] }))),
    ];
  });
}

/** Every name that names nothing, names two things, or is used twice. */
export function checkReferences(outline: Outline): Finding[] {
  const { tracks, tasks, phases, boards, data, baselines } = outline;
  const uniqueKeys = [tracks, tasks, phases, boards, data].flatMap((list) =>
    repeated(list.flatMap(({ key, at }) => (key === null ? [] : [{ name: key, at: [...at, 'key'] }]))),
  );
  const ofPhases = phases.flatMap(({ at, value }) =>
    value === null
      ? []
      : [
          ...value.tasks.flatMap((key, i) => unknown(key, [...at, 'tasks', i], 'tasks', keysOf(tasks))),
          ...repeated(value.tasks.map((name, i) => ({ name, at: [...at, 'tasks', i] }))),
        ],
  );
  const ofBaselines = baselines.flatMap(({ at, value }) =>
    value === null
      ? []
      : [
          ...unknown(value.phase, [...at, 'phase'], 'phases', keysOf(phases)),
          ...unknown(value.track, [...at, 'track'], 'tracks', keysOf(tracks)),
        ],
  );
  return [...uniqueKeys, ...ofPhases, ...checkBoards(outline), ...ofBaselines];
}
