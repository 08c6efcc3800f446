import type { FileFormat } from '../../contract/definition.ts';
import { accept, refuse, type Decision } from '../../values.ts';
import type { MetricNeeds, MetricProblem, ParamDef, Params, TruthColumn } from '../metric.ts';
import { rowsOf } from '../measure.ts';
import { PART_CODES } from '../sum.ts';

/** For metrics of one column: which one, when the format has several. */
export const COLUMN_PARAM: ParamDef = {
  key: 'column',
  kind: 'text',
  fallback: null,
  about: { ko: '읽을 열. 알맞은 열이 하나뿐이면 생략합니다.', en: 'The column to read; not needed when only one fits.' },
};
/** For metrics of a binary truth. */
export const CLASSES_PARAM: ParamDef = {
  key: 'labels',
  kind: 'texts',
  fallback: null,
  about: {
    ko: '정답 레이블. 이진: [음성, 양성], 기본 ["0", "1"]. 다중: 확률 열의 순서대로, 기본은 열 이름.',
    en: 'Labels of the truth. Binary: [negative, positive], by default ["0", "1"]. Several classes: in the order of the probability columns, by default their names.',
  },
};

type Column = FileFormat['columns'][number];
/** The one column of the given kinds, or the one that the param `column` names. */
export function oneColumn(format: FileFormat, kinds: readonly Column['kind'][], params: Params): Decision<Column, MetricProblem> {
  const fitting = format.columns.filter(
    ({ name, kind }) => kinds.includes(kind) && (params['column'] === undefined || params['column'] === name),
  );
  const [column] = fitting;
  if (column === undefined || fitting.length > 1)
    return refuse({ code: 'wrong-columns', detail: `one column of kind ${kinds.join(' or ')} is needed, ${String(fitting.length)} fit` });
  return accept(column);
}

/** Needs of a metric that compares predicted labels with true ones. */
export function labelNeeds(format: FileFormat, params: Params): Decision<MetricNeeds, MetricProblem> {
  const column = oneColumn(format, ['label'], params);
  if (!column.ok) return column;
  const { name, labels } = column.value;
  if (labels === undefined || labels.length < 2) return refuse({ code: 'labels-needed', detail: name });
  return accept({ truth: 'label', labels, column: name });
}

/** Needs of a metric that compares numbers. */
export function numberNeeds(format: FileFormat, params: Params): Decision<MetricNeeds, MetricProblem> {
  const column = oneColumn(format, ['number', 'probability'], params);
  return column.ok ? accept({ truth: 'number', column: column.value.name }) : column;
}

export const trueCodes = (truth: TruthColumn): Int32Array => (truth.kind === 'label' ? truth.codes : new Int32Array(0));
export const trueNumbers = (truth: TruthColumn): Float64Array => (truth.kind === 'number' ? truth.values : new Float64Array(0));

/** Problems of the public and of the private rows, each by itself. */
export function eachPart(parts: Uint8Array, of: (part: 'public' | 'private', rows: Int32Array) => MetricProblem[]): MetricProblem[] {
  return (['public', 'private'] as const).flatMap((part) => of(part, rowsOf(parts, PART_CODES[part])));
}

/** Counts of rows per part: a board needs public rows, and a final board private ones. */
export function emptyParts(parts: Uint8Array): MetricProblem[] {
  return parts.includes(PART_CODES.public) ? [] : [{ code: 'part-empty', detail: 'public' }];
}

/** Every declared class occurs in the truth of each part that has rows. */
export function everyClass(truth: TruthColumn, parts: Uint8Array, needs: MetricNeeds): MetricProblem[] {
  const codes = trueCodes(truth);
  const labels = needs.truth === 'label' ? needs.labels : [];
  return [
    ...emptyParts(parts),
    ...eachPart(parts, (part, rows) => {
      const seen = new Set(Array.from(rows, (at) => codes[at]));
      return rows.length === 0
        ? []
        : labels.flatMap((label, code): MetricProblem[] => (seen.has(code) ? [] : [{ code: 'class-absent', detail: `${part}: ${label}` }]));
    }),
  ];
}
