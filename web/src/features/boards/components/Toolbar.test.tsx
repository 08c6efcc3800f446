import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { fireEvent, render, screen } from '@testing-library/react';
import { createRef } from 'react';
import { renderToString } from 'react-dom/server';
import type { BoardSearch } from '../queries.ts';
import { Toolbar } from './Toolbar.tsx';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const toolbar = (onChange: () => void, search: BoardSearch = {}) => (
  <Toolbar
    action="/ko/c/x/leaderboard"
    search={search}
    countries={[
      { country: 'KR', teams: 12 },
      { country: 'JP', teams: 3 },
    ]}
    onChange={onChange}
    searchRef={createRef()}
  >
    {null}
  </Toolbar>
);
const show = () => {
  const onChange = jest.fn();
  render(toolbar(onChange));
  return { onChange, field: screen.getByRole('searchbox') };
};
test('typing searches once, after a pause', () => {
  const { onChange, field } = show();
  fireEvent.change(field, { target: { value: 'la' } });
  fireEvent.change(field, { target: { value: 'lab' } });
  jest.advanceTimersByTime(300);
  expect(onChange.mock.calls).toEqual([[{ q: 'lab' }]]);
});
test('Enter while composing Hangul does nothing; the end of the composition searches (LB-4)', () => {
  const { onChange, field } = show();
  fireEvent.compositionStart(field);
  fireEvent.input(field, { target: { value: '하' }, isComposing: true });
  fireEvent.keyDown(field, { key: 'Enter', keyCode: 229, isComposing: true });
  jest.advanceTimersByTime(1000);
  expect(onChange).not.toHaveBeenCalled();
  fireEvent.compositionEnd(field, { data: '한' });
  jest.advanceTimersByTime(300);
  expect(onChange).toHaveBeenCalledTimes(1);
});
test('filters are chosen by name', () => {
  const { onChange } = show();
  fireEvent.change(screen.getByLabelText('국가'), { target: { value: 'KR' } });
  fireEvent.change(screen.getByLabelText('변동 기준'), { target: { value: '168' } });
  fireEvent.click(screen.getByLabelText('점수 추이'));
  expect(onChange.mock.calls).toEqual([[{ country: 'KR' }], [{ since: 168 }], [{ hide: 'trend' }]]);
});
test.each<[string, BoardSearch, [string, string] | null, object[]]>([
  ['a country chosen before the script is there is taken over', {}, ['country', 'KR'], [{ country: 'KR' }]],
  ['so is a span', {}, ['since', '168'], [{ since: 168 }]],
  ['and the way back to all countries', { country: 'KR' }, ['country', ''], [{ country: undefined }]],
  ['nothing is when nothing was chosen', { country: 'KR', since: 168 }, null, []],
  ['nor when the address names a country without teams', { country: 'FR' }, null, []],
])('%s', (_name, search, early, changes) => {
  const onChange = jest.fn();
  const container = document.createElement('div');
  document.body.append(container);
  container.innerHTML = renderToString(toolbar(onChange, search));
  if (early) container.querySelector<HTMLSelectElement>(`select[name="${early[0]}"]`)!.value = early[1];
  const { rerender } = render(toolbar(onChange, search), { container, hydrate: true });
  expect(onChange.mock.calls).toEqual(changes.map((change) => [change]));
  // It stays on the screen until the page has it, and goes when the page says so.
  const valueOf = (name: string) => container.querySelector<HTMLSelectElement>(`select[name="${name}"]`)?.value;
  if (!early) return;
  expect(valueOf(early[0])).toBe(early[1]);
  rerender(toolbar(onChange, { ...search, ...changes[0] }));
  rerender(toolbar(onChange, { country: 'JP', since: 720 }));
  expect([valueOf('country'), valueOf('since')]).toEqual(['JP', '720']);
});
test('without the script the form keeps the board, its look and its columns', () => {
  const search: BoardSearch = { board: 'private', view: 'pages', hide: 'trend', offset: 200, q: 'lab' };
  const container = document.createElement('div');
  container.innerHTML = renderToString(toolbar(jest.fn(), search));
  const form = container.querySelector('form');
  expect(Object.fromEntries(new FormData(form!))).toEqual({
    board: 'private',
    view: 'pages',
    hide: 'trend',
    q: 'lab',
    country: '',
    since: '24',
  });
});
