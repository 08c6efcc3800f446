import type { FileFormat } from '../contract/definition.ts';
import { AlignedColumns, type AlignedColumn } from './aligned.ts';
import type { IdIndex } from './id-set.ts';
import type { ReadRows } from './compare/comparison.ts';
import { AT_HOME } from './compare/truth.ts';
import { parseDecimal } from './number.ts';
import type { ValidationReport } from './report.ts';
import { ROW_SUM_WARNING } from './row-values.ts';

/** What a sample submission alone says of the files that are to be like it. */
export interface SampleForm {
  format: FileFormat;
  ids: IdIndex;
}
const encoder = new TextEncoder();

/**
 * Form and ids of a task from its sample submission, without its definition: the first column is the id unless some are named; a column of
 * numbers takes numbers, several that add up to 1 in every row take probabilities, any other takes texts. Null when the sample has faults.
 */
export async function formOfSample(
  read: ReadRows,
  idColumns: readonly string[] | null,
): Promise<{ form: SampleForm | null; report: ValidationReport }> {
  let names: string[] = [];
  let ids: readonly string[] = idColumns ?? [];
  let columns = new AlignedColumns({ ...AT_HOME, idColumn: '', columns: [] }, 0);
  const { report, rows } = await read({
    format: (cells) => {
      if (idColumns === null) ids = cells.slice(0, 1);
      names = cells.filter((cell) => !ids.includes(cell));
      const format: FileFormat = { ...AT_HOME, idColumn: ids[0] ?? '', columns: names.map((name) => ({ name, kind: 'label' })) };
      columns = new AlignedColumns(format, 0);
      return format;
    },
    ids: null,
    ...(idColumns !== null && { idColumns }),
    collectLabels: true,
    sink: { accept: (row, numbers, codes) => columns.accept(row, numbers, codes) },
  });
  if (!report.ok || report.rows === 0) return { form: null, report };
  const numbers = columns.columns(report.rows).map((column, place) => numbersOf(column, rows.labelsAt(place)));
  const areShares = numbers.length > 1 && addUp(numbers, report.rows);
  const format: FileFormat = {
    ...AT_HOME,
    idColumn: ids[0] ?? '',
    columns: names.map((name, place) => ({ name, kind: areShares ? 'probability' : numbers[place] ? 'number' : 'label' })),
    rowRule: areShares ? 'rows-sum-to-one' : 'none',
  };
  return { form: { format, ids: rows.arrivedIds() }, report };
}

/** The values of a column whose texts are all finite numbers; null of any other. */
function numbersOf(column: AlignedColumn, texts: readonly string[]): Float64Array | null {
  const values = texts.map((text) => {
    const bytes = encoder.encode(text);
    return parseDecimal(bytes, 0, bytes.length);
  });
  if (column.kind !== 'label' || !values.every((value) => Number.isFinite(value))) return null;
  return Float64Array.from(column.codes, (code) => values[code] as number);
}

function addUp(columns: readonly (Float64Array | null)[], rows: number): boolean {
  for (let row = 0; row < rows; row += 1) {
    let all = 0;
    for (const column of columns) {
      const share = column?.[row] ?? NaN;
      if (!(share >= 0 && share <= 1)) return false;
      all += share;
    }
    if (Math.abs(all - 1) > ROW_SUM_WARNING) return false;
  }
  return true;
}
