import { FieldSpans, MAX_ROW_BYTES } from './csv-rows.ts';
import { finding, type Finding } from './findings.ts';
import type { ValidationReport } from './report.ts';
import { RowCheck, type RowProgress } from './row-check.ts';
import { bomBytes } from './sniff.ts';
import { invalidUtf8At, textOf } from './utf8.ts';
import type { Validator, ValidatorOptions } from './validator.ts';

const LF = 10;
/** A name and its value as they are written; only used on lines that are known to be one flat object. */
const MEMBER = /"((?:[^"\\]|\\.)*)"\s*:\s*("(?:[^"\\]|\\.)*"|[^,}\s]+)/g;
/** What Python's json writes though no JSON has it. */
const NOT_FINITE = /(:\s*)(NaN|-?Infinity)(?=\s*[,}])/g;

const isFlat = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((own) => typeof own !== 'object' || own === null);

function flatObject(text: string): boolean {
  try {
    return isFlat(JSON.parse(text));
  } catch {
    return false;
  }
}

/** Names and texts of a line's values, numbers as they were written so that no digit of an id is lost; null is an empty value. Null: no flat object. */
function membersOf(line: string): Map<string, string> | null {
  const whole = [line, line.replace(NOT_FINITE, '$1"$2"')].find(flatObject);
  if (whole === undefined) return null;
  const members = new Map<string, string>();
  for (const [, name = '', value = ''] of whole.matchAll(MEMBER)) {
    const key = JSON.parse(`"${name}"`) as string;
    // The same name twice: neither the first nor the last is right.
    if (members.has(key)) return null;
    members.set(key, value.startsWith('"') ? (JSON.parse(value) as string) : value === 'null' ? '' : value);
  }
  return members;
}

/** The check of a file with one JSON object a line; the names of the first one are the columns. Otherwise as `createValidator`. */
export const createJsonlValidator = (options: ValidatorOptions): Validator => new JsonlValidator(options);

class JsonlValidator implements Validator {
  refused = false;
  readonly rows: RowCheck;
  readonly #options: ValidatorOptions;
  readonly #fields = new FieldSpans();
  /** The line at hand: whole lines mostly lie in one chunk and are not copied. */
  readonly #held = new Uint8Array(MAX_ROW_BYTES);
  #filled = 0;
  #line = 0;
  #bytes = 0;
  /** Names of the first object; null before it. */
  #names: string[] | null = null;
  #blankAt = 0;

  constructor(options: ValidatorOptions) {
    this.#options = options;
    this.rows = new RowCheck(options);
  }

  push(chunk: Uint8Array): void {
    if (this.refused) return;
    this.#bytes += chunk.length;
    let start = 0;
    for (let feed = chunk.indexOf(LF); feed >= 0 && this.#isOpen(); feed = chunk.indexOf(LF, start)) {
      if (this.#filled === 0 && feed - start < MAX_ROW_BYTES) this.#takeLine(chunk, start, feed);
      else if (this.#hold(chunk.subarray(start, feed))) {
        this.#takeLine(this.#held, 0, this.#filled);
        this.#filled = 0;
      }
      start = feed + 1;
    }
    if (this.#isOpen()) this.#hold(chunk.subarray(start));
  }

  end(): ValidationReport {
    if (!this.refused && this.#filled > 0) this.#takeLine(this.#held, 0, this.#filled);
    if (!this.refused && this.#names === null) this.#refuse(finding('EMPTY_FILE', { line: 1 }));
    if (!this.refused) this.rows.reportMissing();
    const { rows, errors, warnings, counts, first } = this.soFar();
    const { ids } = this.#options;
    return {
      ok: errors === 0,
      complete: !this.refused,
      rows,
      bytes: this.refused ? null : this.#bytes,
      delimiter: null,
      idsChecked: ids !== null,
      errors,
      warnings,
      counts,
      first,
      all: this.rows.found.all,
    };
  }

  soFar(): RowProgress {
    return this.rows.soFar();
  }
  idAt(row: number): string {
    return this.rows.idAt(row);
  }

  #isOpen(): boolean {
    return !this.refused;
  }
  #refuse(reason: Finding): void {
    this.rows.found.add(reason);
    this.refused = true;
  }

  /** False when the line is too long to be one. */
  #hold(piece: Uint8Array): boolean {
    if (this.#filled + piece.length >= MAX_ROW_BYTES) {
      this.#refuse(finding('ROW_TOO_LONG', { line: this.#line + 1, expected: String(MAX_ROW_BYTES) }));
      return false;
    }
    this.#held.set(piece, this.#filled);
    this.#filled += piece.length;
    return true;
  }

  #takeLine(bytes: Uint8Array, start: number, end: number): void {
    this.#line += 1;
    const line = this.#line;
    if (line === 1) start += bomBytes(bytes.subarray(start, end));
    if (invalidUtf8At(bytes, start, end) >= 0) {
      this.#takeFault(
        finding('ENCODING_NOT_UTF8', { line, value: `0x${hex(bytes[invalidUtf8At(bytes, start, end)] ?? 0)}`, hint: 'save-utf8' }),
      );
      return;
    }
    const text = textOf(bytes, start, end).trim();
    if (text === '') {
      if (this.#blankAt === 0) this.#blankAt = line;
      return;
    }
    if (this.#blankAt > 0 && this.#names !== null) this.rows.takeBlank(this.#blankAt, ',');
    this.#blankAt = 0;
    const members = membersOf(text);
    if (members === null) this.#takeFault(finding('BAD_JSON', { line, value: text }));
    else this.#takeMembers(members, line);
  }

  #takeFault(fault: Finding): void {
    if (this.#names === null) this.#refuse(fault);
    else this.rows.takeFaulty(fault, null);
  }

  #takeMembers(members: Map<string, string>, line: number): void {
    if (this.#names === null) {
      this.#names = [...members.keys()];
      this.refused = !this.rows.takeHeader(this.#names, ',');
      if (this.refused) return;
    }
    const names = this.#names;
    const known = names.map((name) => members.get(name) ?? '');
    const isLoose = this.#options.extraColumns === 'ignored';
    const others = isLoose ? [] : [...members].filter(([name]) => !names.includes(name)).map(([, value]) => value);
    if (this.#fields.fill([...known, ...others])) this.rows.take(this.#fields, line, ',');
    else this.#refuse(finding('ROW_TOO_LONG', { line, expected: String(MAX_ROW_BYTES) }));
  }
}

const hex = (byte: number): string => byte.toString(16).toUpperCase().padStart(2, '0');
