import type { FoundAt, Report, Severity } from '../findings/report.ts';
import { FINDINGS, type FindingCode, type FindingValues } from '../findings/texts.ts';
import type { Path, YamlDocument } from './yaml-document.ts';

/** No competition has that many of anything; more would only cost time. */
const MOST_ITEMS = 1000;

/** A value of a definition that knows where it stands and can say what is wrong with it. */
export class Cursor {
  constructor(
    private readonly document: YamlDocument,
    readonly report: Report,
    readonly value: unknown,
    readonly path: Path,
  ) {}

  static root(document: YamlDocument, report: Report): Cursor {
    return new Cursor(document, report, document.raw, []);
  }

  get file(): string {
    return this.document.file;
  }
  /** Neither missing nor null, which every platform treats alike. */
  get isThere(): boolean {
    return this.value !== undefined && this.value !== null;
  }
  get isMap(): boolean {
    return typeof this.value === 'object' && this.value !== null && !Array.isArray(this.value);
  }

  /** What stands under a key; a cursor on nothing when there is no such key. */
  get(key: string): Cursor {
    const value = this.isMap && Object.hasOwn(this.value as object, key) ? (this.value as Record<string, unknown>)[key] : undefined;
    return this.at(key, value);
  }
  /** Keys with what stands under them; empty when this is no map. */
  entries(): [string, Cursor][] {
    return this.isMap ? this.first(Object.entries(this.value as object)).map(([key, value]) => [key, this.at(key, value)]) : [];
  }
  /** The items of a list; empty when this is none. */
  items(): Cursor[] {
    return Array.isArray(this.value) ? this.first<unknown>(this.value).map((value, i) => this.at(i, value)) : [];
  }
  private first<T>(items: readonly T[]): readonly T[] {
    if (items.length > MOST_ITEMS) this.say('too-many-items', { count: items.length, most: MOST_ITEMS });
    return items.slice(0, MOST_ITEMS);
  }

  /** The scalar as written; null when it is none. */
  get written(): { text: string; isQuoted: boolean } | null {
    return this.document.written(this.path);
  }
  place(onKey = false): FoundAt {
    return this.document.place(this.path, onKey);
  }
  say(code: FindingCode, values: FindingValues = {}, severity: Severity = FINDINGS[code].severity): void {
    if (this.report.isFull(severity)) this.report.skip();
    else this.report.add(code, this.place(), values, severity);
  }
  /** Says it of the key rather than of the value. */
  sayOfKey(code: FindingCode, values: FindingValues = {}, severity: Severity = FINDINGS[code].severity): void {
    if (this.report.isFull(severity)) this.report.skip();
    else this.report.add(code, this.place(true), values, severity);
  }

  private at(step: string | number, value: unknown): Cursor {
    return new Cursor(this.document, this.report, value, [...this.path, step]);
  }
}
