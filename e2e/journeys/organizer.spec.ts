// An organizer's day: looks at the queue, stops it, follows one evaluation, ends another; and everybody else who comes by.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { digitsFile, fresh, palette, signedIn } from '../actors/researcher.ts';
import { stack } from '../actors/stack.ts';
import { expect, test } from '../actors/test.ts';
import { Person } from '../stack/person.mjs';

const good = Buffer.from(readFileSync(digitsFile('better_than_baseline'), 'utf8'));

/** A new team of the digits, and how it submits. */
async function team(name: string): Promise<{ send: () => Promise<string>; state: (id: string) => Promise<string> }> {
  const person = await Person.signUp(stack().url, name);
  const { body } = await person.expect(200, 'GET', '/api/challenges/digits');
  const { version, sha256 } = body.rules;
  await person.expect(201, 'POST', '/api/challenges/digits/participation', { rulesVersion: version, rulesSha256: sha256, teamName: name });
  return {
    send: async () => (await person.submit(body.phaseDetails[0].id, good)).id,
    state: async (id) => (await person.submission(id)).state,
  };
}
async function isFit(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']).analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary ?? ''}`)), what).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `${what}: sideways scrolling`).toBe(0);
}
const row = (page: Page, name: string | RegExp) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });

test('an organizer stops a challenge, sees what waits, ends one and lets the rest go on', async ({ visitor }) => {
  const page = await visitor();
  await signedIn(page, 'organizer');
  await page.goto('/ko');
  await page.getByRole('navigation', { name: '주 메뉴' }).getByRole('link', { name: '주최' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '대기열' })).toBeVisible();
  await expect(page.getByText('실시간', { exact: true })).toBeVisible();
  const worker = page.getByRole('region', { name: '평가 장치' }).getByRole('row').filter({ hasText: '일할 수 있음' });
  await expect(worker).toContainText('0 / 2');
  await isFit(page, 'the queue');

  // Stopped with a reason; without one it is not.
  await page.getByRole('button', { name: '평가 멈추기: 손글씨 숫자 인식' }).click();
  const question = page.getByRole('alertdialog', { name: '평가 멈추기: 손글씨 숫자 인식' });
  await question.getByRole('button', { name: '평가 멈추기: 손글씨 숫자 인식' }).click();
  await expect(question.getByText('사유를 3자 이상 적어 주십시오.')).toBeVisible();
  await isFit(page, 'the question');
  await question.getByLabel('사유').fill('정답 자료를 확인합니다');
  await question.getByLabel('사유').press('Enter');
  await expect(question).toHaveCount(0);
  const digits = row(page, '손글씨 숫자 인식');
  await expect(digits).toContainText('정답 자료를 확인합니다');

  const name = fresh('멈춘 팀');
  const { send, state } = await team(name);
  const first = await send();
  const second = await send();
  await expect(digits).toContainText('기다림 2');
  expect(await state(first)).toBe('RECEIVED');

  // The list, then the one evaluation that is ended with words to its team.
  await digits.getByRole('link', { name: '손글씨 숫자 인식' }).click();
  await page.getByRole('searchbox', { name: '팀·접수증·파일 검색' }).fill(name);
  await page.getByRole('button', { name: '적용' }).click();
  await expect(page.getByRole('row').filter({ hasText: name })).toHaveCount(2);
  await isFit(page, 'the list');
  await page.getByRole('row').filter({ hasText: '#1' }).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: /^평가 R-/ })).toBeVisible();
  await expect(page.getByText('아직 아무 장치도 맡지 않았습니다.')).toBeVisible();
  await page.getByRole('button', { name: /^실패로 끝내기/ }).click();
  await page.getByRole('alertdialog').getByLabel('팀에 알릴 말').fill('시험 삼아 끝냈습니다. 다시 제출해 주십시오.');
  await page.getByRole('alertdialog').getByLabel('사유').fill('시험');
  await page.getByRole('alertdialog').getByRole('button', { name: /^실패로 끝내기/ }).click();
  await expect(page.getByRole('alertdialog').getByText('사유를 3자 이상 적어 주십시오.')).toBeVisible();
  await page.getByRole('alertdialog').getByLabel('사유').fill('조치를 시험합니다');
  await page.getByRole('alertdialog').getByRole('button', { name: /^실패로 끝내기/ }).click();
  await expect(page.getByText('ended by an organizer: 조치를 시험합니다')).toBeVisible();
  await expect(page.getByText('시험 삼아 끝냈습니다. 다시 제출해 주십시오.')).toBeVisible();
  expect(await state(first)).toBe('FAILED');
  await isFit(page, 'the evaluation');

  // Let go: the other one is scored, the record says who stopped and started.
  await page.getByRole('navigation', { name: '주최자 화면' }).getByRole('link', { name: '대기열' }).click();
  await page.getByRole('button', { name: '평가 다시 시작: 손글씨 숫자 인식' }).click();
  await page.getByRole('alertdialog').getByLabel('사유').fill('확인을 마쳤습니다');
  await page.getByRole('alertdialog').getByRole('button', { name: /^평가 다시 시작/ }).click();
  await expect.poll(() => state(second), { timeout: 30_000 }).toBe('SCORED');
  const record = page.getByRole('region', { name: '조치 기록' });
  await expect(record).toContainText('확인을 마쳤습니다');
  await expect(record).toContainText('정답 자료를 확인합니다');
});

test('the way there is for who may: others are told what it is and who grants the role', async ({ visitor }) => {
  const stranger = await visitor();
  expect((await stranger.goto('/ko/organize/queue'))?.status()).toBe(401);
  await expect(stranger.getByRole('heading', { level: 1, name: '로그인하면 주최자 화면을 볼 수 있습니다' })).toBeVisible();
  await expect(stranger.getByRole('main').getByRole('link', { name: '로그인' })).toHaveAttribute('href', '/ko/sign-in?next=%2Fko%2Forganize%2Fqueue');

  const member = await visitor();
  await signedIn(member, 'newcomer');
  expect((await member.goto('/ko/organize/queue'))?.status()).toBe(403);
  await expect(member.getByText('역할은 플랫폼 관리자가 부여합니다.')).toBeVisible();
  await expect(member.getByRole('navigation', { name: '주 메뉴' }).getByRole('link', { name: '주최' })).toHaveCount(0);

  const organizer = await visitor({ lang: 'en' });
  await signedIn(organizer, 'organizer');
  expect((await organizer.goto('/en/organize/c/nothing/submissions'))?.status()).toBe(404);
  expect((await organizer.goto('/en/organize/evaluations/018f0000-0000-7000-8000-000000000000'))?.status()).toBe(404);
  await palette(organizer);
  await organizer.keyboard.type('organize queue');
  await organizer.keyboard.press('Enter');
  await expect(organizer).toHaveURL(/\/en\/organize\/queue$/);
});

test('a part that fails says so by itself, the others stay; old numbers say their age', async ({ visitor }) => {
  const page = await visitor({ lang: 'en', failing: '/api/organize/workers' });
  await signedIn(page, 'organizer');
  await page.goto('/en/organize/queue');
  await page.route('**/api/organize/workers', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ type: '', code: 'unavailable', status: 503, title: 'Unavailable', detail: '', retryAfterS: 1, what: 'database' }) }));
  const workers = page.getByRole('region', { name: 'Workers' });
  await expect(workers).toContainText(/This is the state of \d+ s ago/, { timeout: 40_000 });
  await expect(workers.getByRole('alert')).toBeVisible();
  await expect(page.getByRole('region', { name: 'By challenge' }).getByRole('alert')).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'By challenge' })).not.toContainText('ago');
  await page.unroute('**/api/organize/workers');
  await expect(workers).not.toContainText('This is the state of', { timeout: 20_000 });
});
