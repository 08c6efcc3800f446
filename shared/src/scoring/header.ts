import { finding, type Finding } from './findings.ts';
import type { Delimiter } from './sniff.ts';

export interface HeaderMatch {
  /** Fields of the id. */
  idAt: number[];
  /** Field of each value column, in the order wanted. */
  columnAt: number[];
  fieldCount: number;
}

export interface HeaderWanted {
  names: { ids: readonly string[]; values: readonly string[] };
  /** Whether other columns are a finding. */
  extraColumns: 'refused' | 'ignored';
  /** The delimiter of the file, and the one that needs no warning. */
  delimiter: Delimiter;
  expected: Delimiter;
  /** Whether a cell is an id of the task: then there is no header. */
  isKnownId: (cell: string) => boolean;
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const folded = (name: string): string =>
  name
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]/g, '');
const listed = (names: readonly string[]): string => names.join(', ');

/**
 * Finds the wanted columns in the header cells; their order is free. `match` is null when rows can't be read: a column is missing or
 * named twice, or there is no header. Extra columns are errors, but the rows can still be checked.
 */
export function matchHeader(
  cells: readonly string[],
  { names: { ids, values }, extraColumns, delimiter, expected: usual, isKnownId }: HeaderWanted,
): { match: HeaderMatch | null; findings: Finding[] } {
  const names = [...new Set([...ids, ...values])];
  const expected = listed(names);
  const found = cells.map((cell) => cell.normalize('NFC'));
  const isData = cells.every((cell) => DECIMAL.test(cell.trim())) || (cells.length === names.length && isKnownId(cells[0] ?? ''));
  if (isData && !names.some((name) => found.includes(name))) {
    return { match: null, findings: [finding('NO_HEADER', { line: 1, value: listed(cells), expected })] };
  }
  const findings: Finding[] = [];
  if (delimiter !== usual)
    findings.push(finding('DELIMITER', { severity: 'warning', line: 1, value: delimiter === '\t' ? 'tab' : delimiter, expected: usual }));
  const explained = new Set<number>();
  let isReadable = true;
  for (const name of names) {
    const places = found.flatMap((cell, place) => (cell === name.normalize('NFC') ? [place] : []));
    for (const place of places) explained.add(place);
    if (places.length === 0) {
      const near = found.findIndex((cell, place) => !explained.has(place) && !names.includes(cell) && folded(cell) === folded(name));
      if (near >= 0) explained.add(near);
      findings.push(missing(name, found, near, expected));
      isReadable = false;
    }
    for (const place of places.slice(1)) {
      findings.push(finding('DUPLICATE_COLUMN', { line: 1, column: place + 1, columnName: name, expected }));
      isReadable = false;
    }
  }
  for (const [place, cell] of found.entries()) {
    if (explained.has(place) || extraColumns === 'ignored') continue;
    const isIndex = cell.trim() === '' || /^Unnamed: \d+$/.test(cell);
    findings.push(
      finding('EXTRA_COLUMN', { line: 1, column: place + 1, columnName: cell, hint: isIndex ? 'index-column' : null, expected }),
    );
  }
  const placeOf = (name: string) => found.indexOf(name.normalize('NFC'));
  const match = { idAt: ids.map(placeOf), columnAt: values.map(placeOf), fieldCount: found.length };
  return { match: isReadable ? match : null, findings };
}

function missing(name: string, found: readonly string[], near: number, expected: string): Finding {
  const base = { line: 1, columnName: name, expected };
  if (near >= 0) return finding('MISSING_COLUMN', { ...base, column: near + 1, value: found[near] ?? null, hint: 'near-match' });
  return finding('MISSING_COLUMN', {
    ...base,
    value: listed(found),
    hint: found.some((cell) => cell.includes('\r')) ? 'cr-line-ends' : null,
  });
}
