import { beforeAll, expect, jest, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import type { BoardRow, BoardSummary, BoardWindow } from '../../../api/views.ts';
import { ApiContext, type Api } from '../../../lib/api.ts';
import { LangContext } from '../../../lib/lang.ts';
import { nothingHeld } from '../changes.ts';
import type { LiveBoard } from '../useApply.ts';
import { Rows } from './Rows.tsx';

const TOTAL = 100_000;
const columns = ['auc', 'f1', 'brier'].map((key) => ({
  key,
  name: { ko: key, en: key },
  direction: 'desc' as const,
  decimals: 5,
  least: 0,
  greatest: 1,
}));
const board = {
  id: 'b',
  key: 'main',
  name: { ko: '공개', en: 'Public' },
  phaseKey: 'main',
  columns,
  ties: 'shared',
  represents: 'best',
} as unknown as BoardSummary;
const row = (index: number): BoardRow => ({
  index,
  rank: index + 1,
  tied: true,
  rankBefore: index + 5,
  teamId: `t${index}`,
  team: `Team ${index}`,
  baselineName: null,
  country: 'KR',
  affiliation: 'Hanbit',
  scores: [0.9 - index / 1e6, 0.5, 0.1],
  trend: [0.1, 0.2, 0.3],
  submissions: 12,
  lastAt: '2026-11-23T00:00:00.000Z',
});
const windowAt = (offset: number, version = 1): BoardWindow => ({
  boardId: 'b',
  version,
  at: '2026-11-23T00:00:00.000Z',
  total: TOTAL,
  teams: TOTAL,
  offset,
  rows: Array.from({ length: 100 }, (_, i) => row(offset + i)),
  countries: [],
  spread: { best: 0.9, worst: 0.8 },
});
beforeAll(() => {
  // What jsdom lacks: a desktop's viewport, and layout.
  Object.assign(globalThis, {
    innerHeight: 900,
    matchMedia: () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }),
    ResizeObserver: class {
      observe = () => undefined;
      disconnect = () => undefined;
    },
  });
});
function show(versionOf: (offset: number) => number = () => 1) {
  const asked: number[] = [];
  const GET = (_path: string, { params: { query } }: { params: { query: { offset: number } } }) => {
    asked.push(query.offset);
    return Promise.resolve({ response: { ok: true }, data: windowAt(query.offset, versionOf(query.offset)) });
  };
  const catchUp = jest.fn(() => new Promise<void>(() => undefined));
  const live: LiveBoard = {
    held: nothingHeld(1),
    state: 'open',
    apply: () => Promise.resolve(),
    catchUp,
    auto: false,
    setAuto: () => undefined,
    onSwap: () => () => undefined,
  };
  render(
    <LangContext value="en">
      <QueryClientProvider client={new QueryClient()}>
        <ApiContext value={{ GET } as unknown as Api}>
          <Rows board={board} search={{}} first={windowAt(0)} own={row(77_777)} hydrated goal={0} live={live} />
        </ApiContext>
      </QueryClientProvider>
    </LangContext>,
  );
  return { table: screen.getByRole('table'), asked, catchUp };
}
const scrollTo = (table: HTMLElement, index: number) => {
  for (const part of table.querySelectorAll<HTMLElement>('*'))
    part.getBoundingClientRect = () => ({
      top: -57 * index,
      bottom: 0,
      left: 0,
      right: 0,
      width: 0,
      height: 0,
      x: 0,
      y: 0,
      toJSON: () => null,
    });
  act(() => void dispatchEvent(new Event('scroll')));
};

test('a board of 100,000 rows is less than 400 elements, at its top and in its middle (LB-2)', async () => {
  const { table, asked } = show();
  await screen.findByText('Team 3');
  expect(table).toHaveAttribute('aria-rowcount', String(TOTAL + 1));
  expect(table.querySelectorAll('*').length).toBeGreaterThan(100);
  expect(table.querySelectorAll('*').length).toBeLessThan(400);
  scrollTo(table, 50_000);
  await screen.findByText('Team 50003');
  expect(screen.queryByText('Team 3')).toBeNull();
  expect(table.querySelectorAll('*').length).toBeLessThan(400);
  expect(asked.every((offset) => offset % 100 === 0)).toBe(true);
  expect(asked.length).toBeLessThan(5);
});
test('rows of a newer board wait beside the shown ones until all are taken in together', async () => {
  const { table, catchUp } = show((offset) => (offset === 0 ? 1 : 2));
  await screen.findByText('Team 3');
  expect(catchUp).not.toHaveBeenCalled();
  scrollTo(table, 95);
  await waitFor(() => expect(catchUp).toHaveBeenCalledTimes(1));
  expect(screen.getByText('Team 97')).toBeVisible();
  expect(screen.queryByText('Team 102')).toBeNull();
});
