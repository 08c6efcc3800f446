import { MAX_ROW_BYTES, type FieldSpans } from './csv-rows.ts';
import { diagnoseId, type Place } from './diagnosis.ts';
import { IdIndex, IdSet } from './id-set.ts';
import { finding, type FindingCollector } from './findings.ts';
import { textOf } from './utf8.ts';

/** Rows meant for an id though they have a finding of their own: the id is then not reported as missing too. */
const EXCUSED = 0xffffffff;

/** Between the pieces of a composite id (ASCII: unit separator); shown as a comma. */
const UNIT_SEPARATOR = 0x1f;
const shown = (id: string): string => id.replaceAll('\u001f', ',');

/** The id of every row: known, not empty, once, and none missing. Composed of several columns, it is their texts with a separator between. */
export class IdColumn {
  readonly #known: IdIndex | null;
  readonly #seen = new IdSet();
  readonly #found: FindingCollector;
  #at: readonly number[] = [0];
  #name = '';
  /** The composite id of the row at hand. */
  #joined = new Uint8Array(0);
  /** Where the id of the row at hand lies. */
  #bytes: Uint8Array = this.#joined;
  #start = 0;
  #end = 0;
  /** Line on which each id first stood; 0: not seen. */
  #lines: Uint32Array;
  #next = 0;

  constructor(known: IdIndex | null, found: FindingCollector) {
    this.#known = known;
    this.#found = found;
    this.#lines = new Uint32Array(known?.size ?? 1024);
  }

  /** The fields that hold the id, and the names of their columns. */
  place(at: readonly number[], names: readonly string[]): void {
    this.#at = at;
    this.#name = names.join(',');
    if (at.length > 1) this.#joined = new Uint8Array(MAX_ROW_BYTES + at.length);
  }

  /** Key order of the row's id (order of arrival when ids are not known), or -1 after a finding. */
  take(fields: FieldSpans, line: number): number {
    if (!this.#locate(fields)) {
      this.#found.add(finding('EMPTY_ID', { ...this.#place(line), value: this.#text() }));
      return -1;
    }
    const index = this.#known
      ? this.#known.find(this.#bytes, this.#start, this.#end, this.#next)
      : this.#arrived(this.#bytes, this.#start, this.#end);
    if (index < 0) return this.#refuse(line);
    this.#next = index + 1;
    const first = this.#lines[index] as number;
    if (first === 0 || first === EXCUSED) {
      this.#lines[index] = line;
      return index;
    }
    if (this.#found.keeps('DUPLICATE_ID'))
      this.#found.add(finding('DUPLICATE_ID', { ...this.#place(line), value: this.#text(), expected: String(first) }));
    else this.#found.count('DUPLICATE_ID');
    return -1;
  }

  /** Ids by their number, when all known ones are plain whole numbers. */
  get byNumber(): Int32Array | null {
    return this.#known?.byNumber ?? null;
  }
  isSeen(index: number): boolean {
    return this.#lines[index] !== 0;
  }
  /** Key order of an id of one column that is fine, or -1: then nothing has happened, and `take` tells what is wrong. hash: of the bytes. */
  quickly(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const index = this.#known ? this.#known.find(bytes, start, end, this.#next, hash) : this.#arrived(bytes, start, end, hash);
    return index < 0 || this.#lines[index] !== 0 ? -1 : index;
  }
  /** The id stands on this line; to be called for a row that is fine as a whole. */
  claim(index: number, line: number): void {
    this.#next = index + 1;
    this.#lines[index] = line;
  }

  /** A row that could not be read otherwise still says which id it is for. */
  excuse(fields: FieldSpans): void {
    if (this.#known === null || this.#at.some((at) => at >= fields.count) || !this.#locate(fields)) return;
    this.#excuseIndex(this.#known.find(this.#bytes, this.#start, this.#end));
  }

  /** One MISSING_ID for every known id that no row had. */
  reportMissing(): void {
    const known = this.#known;
    if (known === null) return;
    for (let index = 0; index < known.size; index += 1) {
      if (this.#lines[index] !== 0) continue;
      if (this.#found.keeps('MISSING_ID'))
        this.#found.add(finding('MISSING_ID', { columnName: this.#name, value: shown(known.idAt(index)) }));
      else this.#found.count('MISSING_ID');
    }
  }

  idAt(index: number): string {
    return (this.#known ?? this.#seen).idAt(index);
  }

  lineAt(index: number): number {
    return this.#lines[index] ?? 0;
  }

  /** The ids in order of arrival, when none were known; no row may be taken any more. */
  arrived(): IdIndex {
    return new IdIndex(this.#seen);
  }

  /** Finds where the row's id lies; false when it, or a piece of it, is empty. */
  #locate(fields: FieldSpans): boolean {
    const { bytes, starts, ends } = fields;
    if (this.#at.length === 1) {
      const [at = 0] = this.#at;
      this.#bytes = bytes;
      this.#start = starts[at] as number;
      this.#end = ends[at] as number;
      // Most ids have more than spaces: their first byte tells.
      return (bytes[this.#start] as number) > 32 ? this.#end > this.#start : !isBlank(bytes, this.#start, this.#end);
    }
    let to = 0;
    let isWhole = true;
    for (const [piece, at] of this.#at.entries()) {
      const [start, end] = [starts[at] as number, ends[at] as number];
      if (isBlank(bytes, start, end)) isWhole = false;
      if (piece > 0) this.#joined[to++] = UNIT_SEPARATOR;
      for (let from = start; from < end; from += 1) this.#joined[to++] = bytes[from] as number;
    }
    this.#bytes = this.#joined;
    this.#start = 0;
    this.#end = to;
    return isWhole;
  }
  #text(): string {
    return shown(textOf(this.#bytes, this.#start, this.#end));
  }
  #place(line: number): Place {
    return { line, column: (this.#at[0] ?? 0) + 1, columnName: this.#name };
  }

  #arrived(bytes: Uint8Array, start: number, end: number, hash?: number): number {
    const index = this.#seen.findOrAdd(bytes, start, end, hash);
    if (index >= this.#lines.length) {
      const lines = new Uint32Array(this.#lines.length * 2);
      lines.set(this.#lines);
      this.#lines = lines;
    }
    return index;
  }

  #refuse(line: number): number {
    const { found, meant } = diagnoseId(textOf(this.#bytes, this.#start, this.#end), this.#known ?? NO_IDS, this.#place(line));
    this.#found.add({
      ...found,
      value: found.value === null ? null : shown(found.value),
      expected: found.expected === null ? null : shown(found.expected),
    });
    this.#excuseIndex(meant);
    return -1;
  }

  #excuseIndex(index: number): void {
    if (index >= 0 && this.#lines[index] === 0) this.#lines[index] = EXCUSED;
  }
}

const NO_IDS = { indexOf: () => -1, idAt: () => '', size: 0 };

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  return end === start || textOf(bytes, start, end).trim() === '';
}
