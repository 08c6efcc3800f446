import { ByteTable, type IdIndex } from './byte-table.ts';
import type { FieldSpans } from './csv-rows.ts';
import { diagnoseId, type Place } from './diagnosis.ts';
import { finding, type FindingCollector } from './findings.ts';
import { textOf } from './utf8.ts';

/** Rows meant for an id though they have a finding of their own: the id is then not reported as missing too. */
const EXCUSED = 0xffffffff;

/** The id of every row: known, not empty, once, and none missing. */
export class IdColumn {
  readonly #known: IdIndex | null;
  readonly #seen = new ByteTable();
  readonly #name: string;
  readonly #found: FindingCollector;
  /** Line on which each id first stood; 0: not seen. */
  #lines: Uint32Array;
  #next = 0;

  constructor(known: IdIndex | null, name: string, found: FindingCollector) {
    this.#known = known;
    this.#name = name;
    this.#found = found;
    this.#lines = new Uint32Array(known?.size ?? 1024);
  }

  /** Key order of the row's id (order of arrival when ids are not known), or -1 after a finding. */
  take(fields: FieldSpans, idAt: number, line: number): number {
    const start = fields.starts[idAt] as number;
    const end = fields.ends[idAt] as number;
    const index = this.#known ? this.#known.find(fields.bytes, start, end, this.#next) : this.#arrival(fields.bytes, start, end);
    if (index < 0) return this.#refuse(fields, start, end, { line, column: idAt + 1, columnName: this.#name });
    this.#next = index + 1;
    const first = this.#lines[index] as number;
    if (first === 0 || first === EXCUSED) {
      this.#lines[index] = line;
      return index;
    }
    if (this.#found.keeps('DUPLICATE_ID')) {
      const value = textOf(fields.bytes, start, end);
      this.#found.add(finding('DUPLICATE_ID', { line, column: idAt + 1, columnName: this.#name, value, expected: String(first) }));
    } else this.#found.count('DUPLICATE_ID');
    return -1;
  }

  /** A row that could not be read otherwise still says which id it is for. */
  excuse(fields: FieldSpans, idAt: number): void {
    if (this.#known === null || idAt >= fields.count) return;
    this.#excuseIndex(this.#known.find(fields.bytes, fields.starts[idAt] as number, fields.ends[idAt] as number));
  }

  /** One MISSING_ID for every known id that no row had. */
  reportMissing(): void {
    const known = this.#known;
    if (known === null) return;
    for (let index = 0; index < known.size; index += 1) {
      if (this.#lines[index] !== 0) continue;
      if (this.#found.keeps('MISSING_ID')) this.#found.add(finding('MISSING_ID', { columnName: this.#name, value: known.idAt(index) }));
      else this.#found.count('MISSING_ID');
    }
  }

  idAt(index: number): string {
    if (this.#known) return this.#known.idAt(index);
    const bytes = this.#seen.bytesAt(index);
    return textOf(bytes, 0, bytes.length);
  }

  #arrival(bytes: Uint8Array, start: number, end: number): number {
    if (textIsBlank(bytes, start, end)) return -1;
    const index = this.#seen.findOrAdd(bytes, start, end);
    if (index >= this.#lines.length) {
      const lines = new Uint32Array(this.#lines.length * 2);
      lines.set(this.#lines);
      this.#lines = lines;
    }
    return index;
  }

  #refuse(fields: FieldSpans, start: number, end: number, place: Place): number {
    const { found, meant } = diagnoseId(textOf(fields.bytes, start, end), this.#known ?? NO_IDS, place);
    this.#found.add(found);
    this.#excuseIndex(meant);
    return -1;
  }

  #excuseIndex(index: number): void {
    if (index >= 0 && this.#lines[index] === 0) this.#lines[index] = EXCUSED;
  }
}

const NO_IDS = { indexOf: () => -1, idAt: () => '', size: 0 };

function textIsBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (bytes[at] !== 32 && bytes[at] !== 9) return false;
  return true;
}
