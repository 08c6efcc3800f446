/** Addresses are plain `?a=b`: values stay strings, nothing is quoted, so links read well and old ones keep working. */
export const parseSearch = (search: string): Record<string, string> => Object.fromEntries(new URLSearchParams(search));
export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(search))
    if (typeof value === 'string' ? value !== '' : typeof value === 'number' || value === true) params.set(key, String(value));
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}
