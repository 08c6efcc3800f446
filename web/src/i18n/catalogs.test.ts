import { expect, test } from '@jest/globals';
import { accountMessages } from '../features/accounts/messages.ts';
import { boardMessages } from '../features/boards/messages.ts';
import { detailMessages } from '../features/challenges/details.ts';
import { joinMessages } from '../features/challenges/join.ts';
import { listMessages } from '../features/challenges/list.ts';
import { challengeMessages } from '../features/challenges/messages.ts';
import { deedMessages } from '../features/organize/deed-messages.ts';
import { detailMessages as organizeDetailMessages } from '../features/organize/detail-messages.ts';
import { draftMessages } from '../features/imports/draft-messages.ts';
import { importMessages } from '../features/imports/messages.ts';
import { organizeMessages } from '../features/organize/messages.ts';
import { shellMessages } from '../app/shell/messages.ts';
import { titles } from '../app/titles.ts';
import { catalog } from '../lib/lang.ts';
import { PROBLEMS } from '@gac/shared/problems';
import { problemTexts } from './problems.ts';

/** Every path to a text, with the number of its parameters. */
function shapeOf(value: unknown, path = ''): string[] {
  if (typeof value === 'function') return [`${path}(${value.length})`];
  if (typeof value === 'string') return [path];
  return Object.entries(value as object).flatMap(([key, inner]) => shapeOf(inner, `${path}.${key}`));
}
const all = {
  accountMessages,
  boardMessages,
  challengeMessages,
  detailMessages,
  joinMessages,
  listMessages,
  deedMessages,
  organizeDetailMessages,
  organizeMessages,
  draftMessages,
  importMessages,
  problemTexts,
  shellMessages,
  titles,
};
test.each(Object.entries(all))('%s says the same things in both languages', (_name, messages) => {
  expect(shapeOf(messages.en)).toEqual(shapeOf(messages.ko));
});
test('every problem of the API has words', () => {
  for (const code of Object.keys(PROBLEMS) as (keyof typeof PROBLEMS)[]) expect(problemTexts.ko[code].title).not.toBe('');
});
test('a missing or different entry does not compile', () => {
  // @ts-expect-error -- a key that is missing in English
  catalog({ a: '가', b: '나' }, { a: 'a' });
  // @ts-expect-error -- a parameter of another type
  catalog({ n: (count: number) => String(count) }, { n: (count: string) => count });
  // @ts-expect-error -- a key that only English has
  catalog({ a: '가' }, { a: 'a', b: 'b' });
});
