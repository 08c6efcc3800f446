import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { act, render, screen } from '@testing-library/react';
import { announce, Announcer } from './Announcer.tsx';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => {
  // Whatever waits is said, and the pause after it is over: the next test begins in silence.
  act(() => jest.advanceTimersByTime(60_000));
  jest.useRealTimers();
});
const show = () => {
  render(<Announcer />);
  return screen.getByRole('status');
};
const after = (ms: number) => act(() => jest.advanceTimersByTime(ms));

test('the first message is said at once, politely; what comes within 5 s waits and is joined (G14)', () => {
  const region = show();
  act(() => announce('one'));
  expect(region).toHaveTextContent(/^one$/);
  expect(region).toHaveAttribute('aria-live', 'polite');
  act(() => {
    announce('two');
    announce('three');
    announce('two');
  });
  after(4_999);
  expect(region).toHaveTextContent(/^one$/);
  after(1);
  expect(region).toHaveTextContent(/^three two$/);
});
test('a later count about the same replaces one that was not said yet', () => {
  const region = show();
  act(() => {
    announce('hello');
    announce('12 teams', 'found');
    announce('sent');
    announce('3 teams', 'found');
  });
  after(5_000);
  expect(region).toHaveTextContent(/^sent 3 teams$/);
});
test('there is never more than one message in 5 s, however many come', () => {
  const region = show();
  const said = new Set<string>();
  for (let i = 0; i < 100; i += 1) {
    act(() => announce(`count ${i}`, 'count'));
    said.add(region.textContent);
    after(200);
  }
  // 20 s: the first at once, then one every 5 s.
  expect(said.size).toBeLessThanOrEqual(5);
  expect(said.size).toBeGreaterThan(2);
});
