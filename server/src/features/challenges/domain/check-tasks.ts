import type { FileFormat, MetricUse, TaskDefinition } from '@gac/shared/contract/definition';
import type { LocalizedText } from '@gac/shared/values';
import { repeated } from './check-references.ts';
import { finding, type Finding, type Path } from './definition-problem.ts';
import { nearestName } from './nearest-name.ts';
import type { Outline } from './outline.ts';

/** What the checks have to know of the metrics that exist; the scoring slice answers it. */
export interface MetricCatalogue {
  names: readonly string[];
  /** What is wrong with using a known metric so: its parameters, or a file format it can't be computed from. `path` starts at the use (`['params', 'beta']`). */
  misuse(use: MetricUse, format: FileFormat): { path: Path; message: LocalizedText; hint: LocalizedText | null }[];
}

type Column = FileFormat['columns'][number];

function checkLabels(column: Column, at: Path): Finding[] {
  const found = repeated((column.labels ?? []).map((name, j) => ({ name, at: [...at, 'labels', j] })));
  if (column.kind === 'label' && (column.labels?.length ?? 0) < 2)
    found.push(
      finding(
        'labels-missing',
        at,
        '레이블 열에는 가능한 레이블을 둘 이상 적어야 합니다.',
        'A label column must list the labels there are, two at least.',
        {
          ko: 'labels: ["예", "아니요"]처럼 적으십시오. 참가자는 이 목록 안에서만 답할 수 있습니다.',
          en: 'Write labels: ["yes", "no"]. Participants can answer only from this list.',
        },
      ),
    );
  if (column.kind !== 'label' && column.labels !== undefined)
    found.push(
      finding(
        'format-contradiction',
        [...at, 'labels'],
        '레이블 열이 아니므로 labels를 쓸 수 없습니다.',
        'Only a column of kind "label" has labels.',
      ),
    );
  return found;
}

function checkBounds({ kind, min, max }: Column, at: Path): Finding[] {
  if (kind !== 'number' && (min !== undefined || max !== undefined))
    return [
      finding(
        'format-contradiction',
        [...at, min === undefined ? 'max' : 'min'],
        '숫자 열에만 min과 max를 쓸 수 있습니다.',
        'Only a column of kind "number" has min and max.',
      ),
    ];
  if (min !== undefined && max !== undefined && min > max)
    return [finding('format-contradiction', [...at, 'min'], 'min이 max보다 큽니다.', 'min is greater than max.')];
  return [];
}

function checkFormat(format: FileFormat, at: Path): Finding[] {
  const found = format.columns.flatMap((column, i) => {
    const here = [...at, 'columns', i];
    const sameAsId =
      column.name === format.idColumn
        ? [
            finding(
              'format-contradiction',
              [...here, 'name'],
              `"${column.name}"은(는) 이미 ID 열입니다.`,
              `"${column.name}" is the id column already.`,
            ),
          ]
        : [];
    return [...sameAsId, ...checkLabels(column, here), ...checkBounds(column, here)];
  });
  found.push(...repeated(format.columns.map(({ name }, i) => ({ name, at: [...at, 'columns', i, 'name'] }))));
  if (format.rowRule === 'rows-sum-to-one' && (format.columns.length < 2 || format.columns.some(({ kind }) => kind !== 'probability')))
    found.push(
      finding(
        'format-contradiction',
        [...at, 'rowRule'],
        'rows-sum-to-one은 확률 열이 둘 이상일 때만 쓸 수 있습니다.',
        'rows-sum-to-one needs two or more columns, all of kind "probability".',
      ),
    );
  if (format.maxInflatedBytes < format.maxBytes)
    found.push(
      finding(
        'format-contradiction',
        [...at, 'maxInflatedBytes'],
        '압축을 푼 크기의 상한이 파일 크기의 상한보다 작습니다.',
        'The limit after decompression is smaller than the limit of the file.',
      ),
    );
  return found;
}

function checkMetric(use: MetricUse, at: Path, task: TaskDefinition, metrics: MetricCatalogue): Finding[] {
  if (metrics.names.includes(use.metric))
    return metrics
      .misuse(use, task.format)
      .map(({ path, message, hint }) => ({ code: 'metric-unsuitable', path: [...at, ...path], message, hint }));
  const near = nearestName(use.metric, metrics.names);
  const all = metrics.names.join(', ');
  return [
    finding('metric-unknown', [...at, 'metric'], `"${use.metric}"이라는 지표가 없습니다.`, `There is no metric "${use.metric}".`, {
      ko: near === null ? `있는 지표: ${all}` : `"${near}"을(를) 뜻하셨나요?`,
      en: near === null ? `There are: ${all}` : `Did you mean "${near}"?`,
    }),
  ];
}

/** What is wrong inside each task: its file format against itself, its reference columns, its metrics. */
export function checkTasks(outline: Outline, metrics: MetricCatalogue): Finding[] {
  return outline.tasks.flatMap(({ at, value: task }) => {
    if (task === null) return [];
    const { reference } = task;
    const referenceColumns = (['idColumn', 'truthColumn', 'partColumn'] as const).map((name) => ({
      name: reference[name],
      at: [...at, 'reference', name],
    }));
    return [
      ...checkFormat(task.format, [...at, 'format']),
      ...repeated(referenceColumns),
      ...repeated(task.scorer.metrics.map(({ key }, i) => ({ name: key, at: [...at, 'scorer', 'metrics', i, 'key'] }))),
      ...task.scorer.metrics.flatMap((use, i) => checkMetric(use, [...at, 'scorer', 'metrics', i], task, metrics)),
    ];
  });
}
