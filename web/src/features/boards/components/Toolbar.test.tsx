import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { fireEvent, render, screen } from '@testing-library/react';
import { createRef } from 'react';
import { Toolbar } from './Toolbar.tsx';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const show = () => {
  const onChange = jest.fn();
  render(
    <Toolbar
      action="/ko/c/x/leaderboard"
      search={{}}
      countries={[{ country: 'KR', teams: 12 }]}
      onChange={onChange}
      searchRef={createRef()}
    >
      {null}
    </Toolbar>,
  );
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
