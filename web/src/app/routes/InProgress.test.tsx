import { afterEach, expect, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { ApiContext, type Api } from '../../lib/api.ts';
import { LangContext } from '../../lib/lang.ts';
import { InProgress } from './InProgress.tsx';

const phases = [{ id: 'p1', key: 'main', status: 'open', accepts: [{ kind: 'prediction' }, { kind: 'code' }] }];
const rows = [
  { id: 's3', number: 3, state: 'RUNNING' },
  { id: 's2', number: 2, state: 'SCORED' },
];
const GET = (path: string) =>
  Promise.resolve({
    response: { ok: true },
    data: path === '/api/challenges/{slug}' ? { phaseDetails: phases } : { items: rows, total: 2 },
  });
const show = (viewer: string) =>
  render(
    <LangContext value="en">
      <QueryClientProvider client={new QueryClient()}>
        <ApiContext value={{ GET } as unknown as Api}>
          <InProgress slug="digits" viewer={viewer} />
        </ApiContext>
      </QueryClientProvider>
    </LangContext>,
  );
afterEach(() => localStorage.clear());

test('shows what is being evaluated, and an upload of this browser and account that was not ended (HO-4)', async () => {
  const upload = { url: '/api/uploads/u1', sha256: 'ab', name: 'main.zip', bytes: 200, sent: 84, note: '' };
  localStorage.setItem('gac-upload:me:p1:code', JSON.stringify(upload));
  show('me');
  expect(await screen.findByRole('link', { name: 'Submission 3 is being evaluated' })).toHaveAttribute(
    'href',
    '/en/c/digits/submissions/s3',
  );
  expect(screen.queryByText(/Submission 2/)).toBeNull();
  expect(screen.getByText(/Unfinished upload: main\.zip \(42%\)/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'Resume the upload' })).toHaveAttribute('href', '/en/c/digits/submit?phase=main');
});
test("another account's upload is nobody's business", async () => {
  localStorage.setItem(
    'gac-upload:other:p1',
    JSON.stringify({ url: '/api/uploads/u1', sha256: 'ab', name: 'a.csv', bytes: 2, sent: 1, note: '' }),
  );
  show('me');
  await screen.findByRole('link', { name: /Submission 3/ });
  expect(screen.queryByText(/a\.csv/)).toBeNull();
});
