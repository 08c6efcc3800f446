import { beforeEach, expect, jest, test } from '@jest/globals';
import { act, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { createConnectionMonitor, installConnectionMonitor } from '../lib/connection.ts';
import { SendButton } from './SendButton.tsx';

const monitor = createConnectionMonitor(
  { now: () => 0, random: () => 0, wait: () => new Promise(() => undefined), probe: () => Promise.resolve(false) },
  () => undefined,
);
beforeEach(() => installConnectionMonitor(monitor));

test('sends nothing while there is no connection, by press or by Enter, and keeps what was typed', async () => {
  const onSubmit = jest.fn((event: React.SubmitEvent) => event.preventDefault());
  render(
    <form onSubmit={onSubmit}>
      <input aria-label="name" />
      <SendButton type="submit">Send</SendButton>
    </form>,
  );
  const field = screen.getByLabelText('name');
  act(() => monitor.failed());
  await userEvent.type(field, 'Quokka{Enter}');
  await userEvent.click(screen.getByRole('button'));
  expect(screen.getByRole('button')).toHaveAttribute('aria-disabled', 'true');
  expect(onSubmit).not.toHaveBeenCalled();
  act(() => monitor.answered());
  await userEvent.click(screen.getByRole('button'));
  expect(onSubmit).toHaveBeenCalledTimes(1);
  expect(field).toHaveValue('Quokka');
});
