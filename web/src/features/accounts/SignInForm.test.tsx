import { expect, jest, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { problemTexts } from '../../i18n/problems.ts';
import { provideProblemTexts } from '../../i18n/lazyProblems.ts';
import { ApiContext, type Api } from '../../lib/api.ts';
import { SignInForm } from './SignInForm.tsx';

provideProblemTexts(problemTexts);
const show = (answer: unknown) => {
  const onDone = jest.fn();
  const POST = jest.fn((_path: string, _init: object) => Promise.resolve(answer));
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ApiContext value={{ POST } as unknown as Api}>
        <SignInForm onDone={onDone} />
      </ApiContext>
    </QueryClientProvider>,
  );
  return { onDone, POST };
};
test('says what is missing, first at the top with the focus on it, and asks nothing of the server (RG-6)', async () => {
  const { POST } = show(null);
  await userEvent.click(screen.getByRole('button', { name: '로그인' }));
  const summary = screen.getByRole('alert');
  expect(summary).toHaveFocus();
  expect(summary).toHaveTextContent('고칠 곳이 2곳 있습니다');
  await userEvent.click(screen.getByRole('link', { name: /비밀번호를 입력/ }));
  expect(screen.getByLabelText('비밀번호')).toHaveFocus();
  expect(POST).not.toHaveBeenCalled();
});
test('a refusal stays on the page with what to do', async () => {
  const { onDone } = show({
    response: { ok: false, status: 401 },
    error: { code: 'wrong-credentials', status: 401, title: '', detail: '' },
  });
  await userEvent.type(screen.getByLabelText('이메일'), 'a@b.kr');
  await userEvent.type(screen.getByLabelText('비밀번호'), 'wrong{Enter}');
  expect(await screen.findByText('이메일 또는 비밀번호가 맞지 않습니다')).toBeVisible();
  expect(onDone).not.toHaveBeenCalled();
});
test('signing in hands over the name', async () => {
  const { onDone, POST } = show({
    response: { ok: true, status: 201 },
    data: { account: { name: '한빛' }, serverTime: '2026-11-23T00:00:00Z', demo: false },
  });
  await userEvent.type(screen.getByLabelText('이메일'), ' a@b.kr ');
  await userEvent.type(screen.getByLabelText('비밀번호'), 'correct horse{Enter}');
  expect(POST).toHaveBeenCalledWith('/api/session', { body: { email: 'a@b.kr', password: 'correct horse' } });
  expect(onDone).toHaveBeenCalledWith('한빛');
});
