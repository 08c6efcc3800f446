import { nearestName } from '@gac/shared/rules/nearest-name';
import type { LocalizedText } from '@gac/shared/values';
import type { Cursor } from './cursor.ts';

/** What becomes of a key: `honoured`, or ignored for a reason, unless its value asks for what happens anyway. */
export type Treatment = 'honoured' | (LocalizedText & { unless?: (value: unknown, position: number) => boolean });
export type KeyTable = Readonly<Record<string, Treatment>>;

export const ignored = (ko: string, en: string, unless?: (value: unknown, position: number) => boolean): Treatment => ({
  ko,
  en,
  ...(unless && { unless }),
});

/** Reports every key of a map that is not honoured. */
export function checkKeys(map: Cursor, table: KeyTable): void {
  for (const [key, cursor] of map.entries()) {
    const treatment = Object.hasOwn(table, key) ? table[key] : undefined;
    if (treatment === 'honoured') continue;
    if (treatment === undefined) {
      const near = map.report.isFull('warning') || key.length > 60 ? null : nearestName(key, Object.keys(table));
      if (near === null || map.get(near).isThere) cursor.sayOfKey('key-unknown', { key });
      else cursor.sayOfKey('key-meant', { key, near });
      continue;
    }
    const position = map.path.at(-1);
    if (treatment.unless?.(cursor.value, typeof position === 'number' ? position : 0)) continue;
    cursor.sayOfKey('key-ignored', { key, why: treatment.en, whyKo: treatment.ko });
  }
}
