import type { FileFormat } from '../contract/definition.ts';
import { finding, type Finding } from './findings.ts';
import type { Delimiter } from './sniff.ts';

export interface HeaderMatch {
  /** Field of the id. */
  idAt: number;
  /** Field of each column, in the format's order. */
  columnAt: number[];
  fieldCount: number;
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
 * Finds the format's columns in the header cells; their order is free. `match` is null when rows can't be read: a column is missing or
 * named twice, or there is no header. Extra columns are errors, but the rows can still be checked.
 */
export function matchHeader(
  cells: readonly string[],
  delimiter: Delimiter,
  format: FileFormat,
  isKnownId: (cell: string) => boolean,
): { match: HeaderMatch | null; findings: Finding[] } {
  const names = [format.idColumn, ...format.columns.map(({ name }) => name)];
  const expected = listed(names);
  const found = cells.map((cell) => cell.normalize('NFC'));
  const isData = cells.every((cell) => DECIMAL.test(cell.trim())) || (cells.length === names.length && isKnownId(cells[0] ?? ''));
  if (isData && !names.some((name) => found.includes(name))) {
    return { match: null, findings: [finding('NO_HEADER', { line: 1, value: listed(cells), expected })] };
  }
  const findings: Finding[] = [];
  if (delimiter !== ',')
    findings.push(finding('DELIMITER', { severity: 'warning', line: 1, value: delimiter === '\t' ? 'tab' : delimiter, expected: ',' }));
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
    if (explained.has(place)) continue;
    const isIndex = cell.trim() === '' || /^Unnamed: \d+$/.test(cell);
    findings.push(
      finding('EXTRA_COLUMN', { line: 1, column: place + 1, columnName: cell, hint: isIndex ? 'index-column' : null, expected }),
    );
  }
  const placeOf = (name: string) => found.indexOf(name.normalize('NFC'));
  const match = { idAt: placeOf(format.idColumn), columnAt: format.columns.map(({ name }) => placeOf(name)), fieldCount: found.length };
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
