export type StateFilter = 'scored' | 'open' | 'ended';
export const STATE_FILTERS = ['scored', 'open', 'ended'] as const satisfies readonly StateFilter[];
/** The address of the table, read (MS-1: filters in the URL). */
export interface TableSearch {
  phase?: string;
  state?: StateFilter;
  q?: string;
  page?: number;
}
export function tableSearchOf(raw: Record<string, unknown>): TableSearch {
  const text = (key: string) => (typeof raw[key] === 'string' && raw[key] !== '' ? raw[key].normalize('NFC').slice(0, 80) : undefined);
  const state = STATE_FILTERS.find((name) => name === raw['state']);
  const asked = Number(raw['page']);
  const page = Number.isInteger(asked) && asked > 1 && asked < 10_000 ? asked : undefined;
  const phase = text('phase');
  const q = text('q');
  return {
    ...(phase === undefined ? {} : { phase }),
    ...(state === undefined ? {} : { state }),
    ...(q === undefined ? {} : { q }),
    ...(page === undefined ? {} : { page }),
  };
}
