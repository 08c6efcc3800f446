import type { FileFormat, MetricUse, TaskDefinition } from '@gac/shared/contract/definition';
import type { LocalizedText } from '@gac/shared/values';
import { repeated } from './check-references.ts';
import { finding, type Finding, type Path } from './definition-problem.ts';
import { nearestName } from '@gac/shared/rules/nearest-name';
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

function checkMetric(use: MetricUse, at: Path, format: FileFormat | undefined, metrics: MetricCatalogue): Finding[] {
  if (metrics.names.includes(use.metric)) {
    if (format === undefined) return [];
    return metrics.misuse(use, format).map(({ path, message, hint }) => ({ code: 'metric-unsuitable', path: [...at, ...path], message, hint }));
  }
  const near = nearestName(use.metric, metrics.names);
  const all = metrics.names.join(', ');
  return [
    finding('metric-unknown', [...at, 'metric'], `"${use.metric}"이라는 지표가 없습니다.`, `There is no metric "${use.metric}".`, {
      ko: near === null ? `있는 지표: ${all}` : `"${near}"을(를) 뜻하셨나요?`,
      en: near === null ? `There are: ${all}` : `Did you mean "${near}"?`,
    }),
  ];
}

/** Predictions are checked against a format and the ids of a reference: both or, with a scoring program, neither. */
function checkPair({ format, reference, scorer }: TaskDefinition, at: Path): Finding[] {
  const absent = (['format', 'reference'] as const).filter((key) => (key === 'format' ? format : reference) === undefined);
  if (absent.length === 0 || (absent.length === 2 && scorer.kind === 'program')) return [];
  const hint =
    scorer.kind === 'builtin'
      ? { ko: '기본 채점기에는 format과 reference가 모두 있어야 합니다.', en: 'The built-in scorer needs both format and reference.' }
      : { ko: 'format과 reference는 함께 적거나 함께 빼십시오.', en: 'Give both format and reference, or neither.' };
  return absent.map((key) => finding('missing-key', [...at, key], `"${key}"이(가) 없습니다.`, `"${key}" is missing.`, hint));
}

/** What is wrong inside each task: its file format against itself, its reference columns, its metrics. */
export function checkTasks(outline: Outline, metrics: MetricCatalogue): Finding[] {
  return outline.tasks.flatMap(({ at, value: task }) => {
    if (task === null) return [];
    const { format, reference, scorer } = task;
    const referenceColumns = (['idColumn', 'truthColumn', 'partColumn'] as const).flatMap((name) =>
      reference === undefined ? [] : [{ name: reference[name], at: [...at, 'reference', name] }],
    );
    return [
      ...checkPair(task, at),
      ...(format === undefined ? [] : checkFormat(format, [...at, 'format'])),
      ...repeated(referenceColumns),
      ...repeated(scorer.metrics.map(({ key }, i) => ({ name: key, at: [...at, 'scorer', 'metrics', i, 'key'] }))),
      ...(scorer.kind === 'builtin' ? scorer.metrics.flatMap((use, i) => checkMetric(use, [...at, 'scorer', 'metrics', i], format, metrics)) : []),
    ];
  });
}
