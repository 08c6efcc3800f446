import { expect, test } from '@jest/globals';
import { render, screen, within } from '@testing-library/react';
import { LangContext } from '../../../lib/lang.ts';
import { TaskStates, type TaskState } from './TaskStates.tsx';

const finding = { code: 'not-a-number', severity: 'error', line: 42, column: 2 } as unknown as Parameters<
  Parameters<typeof TaskStates>[0]['findings']
>[0][number];
const task = (id: string, state: TaskState['state'], failure: TaskState['failure'] = null): TaskState => ({
  id,
  taskName: { ko: `과제 ${id}`, en: `Task ${id}` },
  state,
  failure,
});
const failed = (facts: NonNullable<TaskState['failure']>['facts']): TaskState['failure'] => ({
  class: 'BAD_FORMAT',
  side: 'participant',
  counted: false,
  reference: null,
  facts,
  message: null,
});
const show = (evaluations: readonly TaskState[], lang: 'ko' | 'en') =>
  render(
    <LangContext value={lang}>
      <TaskStates evaluations={evaluations} findings={(found) => <p>{found.map(({ line, column }) => `${line}:${column}`).join()}</p>} />
    </LangContext>,
  );

test.each([
  ['ko', '과제별 상태', ['과제 a 완료', '과제 b 실패']],
  ['en', 'Tasks', ['Task a Scored', 'Task b Failed']],
] as const)('%s: tells which task failed, and at which line and column (C-12)', (lang, name, texts) => {
  show([task('a', 'SCORED'), task('b', 'FAILED', failed({ code: null, fields: {}, finding }))], lang);
  const items = within(screen.getByRole('region', { name })).getAllByRole('listitem');
  expect(items.map((item) => item.querySelector('p')?.textContent)).toEqual(texts);
  expect(items[0]).not.toHaveTextContent('BAD_FORMAT');
  expect(items[1]).toHaveTextContent(/BAD_FORMAT.*42:2/);
});
test('says nothing beside a submission with one task', () => {
  expect(show([task('a', 'SCORED')], 'en').container).toBeEmptyDOMElement();
});
