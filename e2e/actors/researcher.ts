// Researchers of the journeys: demo accounts, strangers, and competitors who submit while somebody else is looking.
import type { Page } from '@playwright/test';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/repository.mjs';
import { Person } from '../stack/person.mjs';
import { demoAccount, stack, type Account } from './stack.ts';
import { expect } from './test.ts';

/** A file of the digits that a visitor has at hand. */
export const digitsFile = (name: 'sample_submission' | 'better_than_baseline'): string => join(root, 'examples/digits/data', `${name}.csv`);

/** A team name nobody has yet, however often the journeys run on the same product. */
export const fresh = (name: string): string => `${name} ${randomBytes(3).toString('hex')}`;

/** Signs a page's browser in without the form; the next page it opens knows. */
export async function signedIn(page: Page, part: Account['part']): Promise<void> {
  const { email, password } = demoAccount(part);
  const answer = await page.context().request.post('/api/session', { data: { email, password } });
  expect(answer.ok(), `signing in as ${part}`).toBe(true);
}

/** A new account that has entered a challenge, with its browser signed in. */
export async function entrant(page: Page, slug: string, team: string): Promise<Person> {
  const person = await enteredPerson(slug, team);
  const [name = '', value = ''] = person.cookie.split('=');
  await page.context().addCookies([{ name, value, url: stack().url }]);
  return person;
}

async function enteredPerson(slug: string, team: string): Promise<Person> {
  const person = await Person.signUp(stack().url, team);
  const { body } = await person.expect(200, 'GET', `/api/challenges/${slug}`);
  const { version, sha256 } = body.rules;
  await person.expect(201, 'POST', `/api/challenges/${slug}/participation`, { rulesVersion: version, rulesSha256: sha256, teamName: team });
  return person;
}

/** The dialog of Ctrl+K, ready for typing. Pressed until the page listens: right after loading it does not yet. */
export async function palette(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog', { name: /검색·이동|Search, go to/ }).getByRole('searchbox')).toBeFocused({ timeout: 1_000 });
  }).toPass();
}

/** A new team submits to the digits and is scored. `change`: of the better-than-baseline file, so that scores differ. */
export async function competitor(team: string, change: (csv: string) => string = (csv) => csv): Promise<void> {
  const person = await enteredPerson('digits', team);
  const { body } = await person.expect(200, 'GET', '/api/challenges/digits');
  const { id } = await person.submit(body.phaseDetails[0].id, Buffer.from(change(readFileSync(digitsFile('better_than_baseline'), 'utf8'))));
  await expect.poll(async () => (await person.submission(id)).state, { timeout: 30_000 }).toBe('SCORED');
}
