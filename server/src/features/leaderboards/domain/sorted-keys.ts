/** Place of the first key that is not below `key`, in a list sorted by code units. Keys are bytes as Latin-1 text, so this is memcmp order. */
export function lowerBound<T>(sorted: readonly T[], key: string, keyOf: (item: T) => string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keyOf(sorted[middle] as T) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
export const itself = (key: string): string => key;
export const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
/** Above every key that begins with `prefix`: no byte is as large. */
export const afterPrefix = (prefix: string): string => `${prefix}\u0100`;
