/** What a scorer left as its scores, and what of it counts. Source: Codabench's compute worker and its score serializer. */
import { parse } from 'yaml';
import { parsePythonJson } from './lenient-json.ts';

export type ScoresRead =
  | { ok: true; value: Readonly<Record<string, unknown>>; isPlainText: boolean }
  /** `reason` is for organizers. */
  | { ok: false; reason: string };

/** Reads scores.json: an object, with Python's NaN and Infinity. */
export function readScoresJson(text: string): ScoresRead {
  try {
    return asRecord(parsePythonJson(text), 'scores.json');
  } catch (error) {
    return { ok: false, reason: `scores.json: ${(error as Error).message}` };
  }
}

/** Reads scores.txt: YAML (JSON is YAML too), or else lines `key:value` as CodaLab wrote them. */
export function readScoresText(text: string): ScoresRead {
  try {
    const value: unknown = parse(text.replace(/^\uFEFF/, ''), { version: '1.1', uniqueKeys: false, logLevel: 'error' });
    if (isRecord(value)) return { ok: true, value, isPlainText: false };
  } catch {
    // It may be JSON of Python or plain lines.
  }
  const json = readScoresJson(text);
  if (json.ok) return json;
  const lines = text.split(/\r\n|[\r\n]/).filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#'));
  const pairs = lines.map((line) => /^\s*([^:]+?)\s*:\s*(\S+)\s*$/.exec(line));
  if (pairs.length === 0 || pairs.includes(null)) return { ok: false, reason: 'scores.txt: not `key: number` per line, YAML or JSON' };
  return { ok: true, value: Object.fromEntries(pairs.flatMap((pair) => (pair ? [[pair[1]!, pair[2]!]] : []))), isPlainText: true };
}

function asRecord(value: unknown, file: string): ScoresRead {
  return isRecord(value) ? { ok: true, value, isPlainText: false } : { ok: false, reason: `${file}: not an object of keys and numbers` };
}
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

export interface JudgedScores {
  values: Record<string, number>;
  /** Written, but no column asks for them, or no single value: objects and lists. In the order in which they stand. */
  ignored: string[];
  /** Asked for, and no finite number. `value` as text, at most 40 characters. */
  refused: { key: string; value: string }[];
  /** Asked for and not written. */
  missing: string[];
}

/**
 * What counts of a scorer's values. @param columns keys that the board asks for; null: every key with a single value
 */
export function judgeScores(written: Readonly<Record<string, unknown>>, columns: readonly string[] | null): JudgedScores {
  const values: [string, number][] = [];
  const ignored: string[] = [];
  const refused: JudgedScores['refused'] = [];
  for (const [key, value] of Object.entries(written)) {
    const number = scoreOf(value);
    if (columns === null ? isNested(value) : !columns.includes(key)) ignored.push(key);
    else if (number === null) refused.push({ key, value: shown(value) });
    else values.push([key, number]);
  }
  const missing = (columns ?? []).filter((key) => !Object.hasOwn(written, key));
  return { values: Object.fromEntries(values), ignored, refused, missing };
}
const isNested = (value: unknown): boolean => typeof value === 'object' && value !== null;
const shown = (value: unknown): string =>
  (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : JSON.stringify(value)).slice(0, 40);

const DECIMAL = /^\s*[+-]?(\d+(_\d+)*\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;
/** A finite number out of what a scorer wrote; null when it is none. Text that is a decimal number counts, as it does for Codabench; YAML reads `1e-3` as text. */
export function scoreOf(value: unknown): number | null {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'bigint') return Number(value);
  const number = typeof value === 'string' && DECIMAL.test(value) ? Number(value.replaceAll('_', '')) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}
