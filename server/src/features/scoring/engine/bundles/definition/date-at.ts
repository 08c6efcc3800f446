import type { Cursor } from './cursor.ts';
import { isNativeDate, readDate } from './dates.ts';

/**
 * The instant under a cursor as ISO 8601 in UTC, or null: nothing is there, or no date, which is reported. What Codabench would have made of it,
 * where that is another instant, is reported when `likeCodabench`. Source: Codabench, unpackers/utils.py `get_datetime`.
 */
export function dateAt(cursor: Cursor, likeCodabench: boolean): string | null {
  const { value, written } = cursor;
  if (!cursor.isThere || value === '' || value === 'null') return null;
  const text = typeof value === 'string' ? value : (written?.text ?? '');
  const read = readDate(text);
  if (!read) {
    cursor.say('date-invalid', { value: text === '' ? JSON.stringify(value) : text });
    return null;
  }
  const iso = read.at.toISOString();
  if (read.isGuess) cursor.say('date-guessed', { value: text, read: iso.slice(0, 10) });
  if (likeCodabench) {
    const isCut = written?.isQuoted === false && isNativeDate(text) && iso.slice(11) !== '00:00:00.000Z';
    if (isCut) cursor.say('date-cut', { value: text, read: iso });
    else if (read.hasZone && !/(Z|UTC|GMT|[+-]00:?00)\s*$/i.test(text)) cursor.say('date-offset', { value: text });
  }
  return iso;
}
