import { expect, jest, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ChallengeView } from '../../../api/views.ts';
import { ApiContext, type Api } from '../../../lib/api.ts';
import { JoinForm } from './JoinForm.tsx';

const challenge = { slug: 'digits', rules: { version: '1', sha256: 'ab', date: '2026-11-01', clauses: [], changes: [] } } as unknown as ChallengeView;
const taken = { response: { ok: false, status: 409 }, error: { code: 'team-name-taken', status: 409, title: '', detail: '' } };

test('a name that is taken is said at the field, once, until another one is typed', async () => {
  const POST = jest.fn(() => Promise.resolve(taken));
  const onDone = jest.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ApiContext value={{ POST } as unknown as Api}>
        <JoinForm challenge={challenge} viewer="a" onDone={onDone} />
      </ApiContext>
    </QueryClientProvider>,
  );
  const field = screen.getByLabelText('팀 이름');
  await userEvent.type(field, 'Quokka');
  await userEvent.click(screen.getByRole('checkbox'));
  await userEvent.click(screen.getByRole('button', { name: '이 팀 이름으로 참가' }));
  expect(await screen.findByRole('alert')).toHaveTextContent(/^고칠 곳이 1곳 있습니다.*이미 쓰고 있는 이름/);
  expect(screen.getAllByRole('alert')).toHaveLength(1);
  expect(field).toBeInvalid();
  expect(onDone).not.toHaveBeenCalled();
  await userEvent.type(field, 's');
  expect(field).toBeValid();
});
