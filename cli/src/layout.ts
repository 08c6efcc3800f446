const KST = 'Asia/Seoul';

/** Hangul, Han and full-width forms take two cells of a terminal, marks that combine none. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += /\p{Mn}/u.test(letter) ? 0 : /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u.test(letter) ? 2 : 1;
  return width;
}

/** Text of others (team names, notes) without what could steer a terminal: control characters and marks that turn the direction. */
export const printable = (text: string): string => text.replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '�');

export interface Column {
  title: string;
  /** Numbers stand right. */
  right?: boolean;
}
/** Rows under their titles, columns as wide as their widest cell, two spaces between; no spaces at the ends of lines. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const lines = [columns.map(({ title }) => title), ...rows.map((row) => row.map(printable))];
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => displayWidth(line[at] ?? ''))));
  return lines.map((line) =>
    columns
      .map(({ right }, at) => {
        const cell = line[at] ?? '';
        const space = ' '.repeat((widths[at] ?? 0) - displayWidth(cell));
        return right ? space + cell : cell + space;
      })
      .join('  ')
      .trimEnd(),
  );
}

/** "2026-12-01 00:00" on the wall clock of an IANA zone. */
export function wallClock(iso: string, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' }).format(new Date(iso));
}
/** "2026-12-01 00:00 KST". */
export const inKorea = (iso: string): string => `${wallClock(iso, KST)} KST`;
/** The same instant on the computer's own clock, null where that shows what Korea's does. */
export const inZone = (iso: string, zone: string): string | null => (wallClock(iso, zone) === wallClock(iso, KST) ? null : wallClock(iso, zone));

/** "96 KB", "1.8 GB": powers of 1,000. */
export function bytes(count: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let value = count;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit > 0 && value < 10 ? value.toFixed(1) : String(Math.round(value))} ${units[unit] ?? ''}`;
}

/** A score with its board's decimals; "–" when there is none. */
export const score = (value: number | null, decimals: number): string => (value === null ? '–' : value.toFixed(decimals));

/** Places gained as "+2", lost as "-1", "=" for none, "" when one of the ranks is not known. */
export function rankChange(before: number | null, after: number | null): string {
  if (before === null || after === null) return '';
  if (before === after) return '=';
  return before > after ? `+${before - after}` : String(before - after);
}

/** A JSON document for a program: no control character of any kind stays unescaped. */
export const jsonDocument = (value: unknown): string => JSON.stringify(value, null, 2).replace(/[\u007f-\u009f]/g, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`);
