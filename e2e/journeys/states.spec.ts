import { entrant, fresh, signedIn } from '../actors/researcher.ts';
import { demoAccount } from '../actors/stack.ts';
import { expect, test } from '../actors/test.ts';

test('signed out: pages say what is behind them and come back after signing in', async ({ visitor }) => {
  const page = await visitor();
  await page.goto('/ko/c/digits/submissions');
  await expect(page.getByText('로그인하면 우리 팀의 제출을 볼 수 있습니다.')).toBeVisible();
  await page.goto('/ko/c/digits/submit');
  await expect(page.getByText('보내려면 로그인해야 합니다. 파일 확인은 지금도 할 수 있습니다.')).toBeVisible();
  await page.getByRole('button', { name: '예시 파일 확인해 보기' }).click();
  await expect(page.getByText('1,198 / 1,198행')).toBeVisible();
  await expect(page.getByRole('button', { name: '이 파일 제출' })).toHaveCount(0);

  await page.getByRole('main').getByRole('link', { name: '로그인' }).click();
  const { email, password, name } = demoAccount('newcomer');
  await page.getByRole('textbox', { name: '이메일' }).fill(email);
  await page.getByLabel('비밀번호').fill(password);
  await page.getByLabel('비밀번호').press('Enter');
  await expect(page).toHaveURL(/\/ko\/c\/digits\/submit$/);
  await expect(page.getByText('보내려면 참가 신청이 필요합니다. 파일 확인은 지금도 할 수 있습니다.')).toBeVisible();
  await page.getByRole('link', { name: '손글씨 숫자 인식' }).click();
  await page.getByRole('link', { name: '데이터' }).click();
  await expect(page.getByText('참가 신청(규칙 동의) 뒤에 내려받을 수 있습니다.').first()).toBeVisible();
  expect((await page.context().request.get('/api/challenges/digits/data/train')).status(), 'the file behind the consent').toBe(409);

  await page.getByRole('button', { name: `내 계정: ${name}` }).click();
  await page.getByRole('button', { name: '로그아웃' }).click();
  await expect(page.getByRole('banner').getByRole('link', { name: '로그인' })).toBeVisible();
});

test('after signing out nothing of the account is left on the page', async ({ visitor }) => {
  const page = await visitor();
  await signedIn(page, 'researcher');
  const { name } = demoAccount('researcher');
  await page.goto('/ko/c/digits/submissions');
  await expect(page.getByRole('main').getByRole('link', { name: '제출', exact: true })).toBeVisible();
  const refused: string[] = [];
  page.on('response', (response) => response.status() === 401 && refused.push(response.url()));
  await page.getByRole('button', { name: `내 계정: ${name}` }).click();
  await page.getByRole('button', { name: '로그아웃' }).click();
  await expect(page.getByText('로그인하면 우리 팀의 제출을 볼 수 있습니다.')).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: '참가 신청' })).toBeVisible();
  await expect(page.getByRole('link', { name: '내 제출' })).toHaveCount(0);
  expect(refused).toEqual([]);
});

test('the server clock of the submit page tells the time of now, however long the page was on its way', async ({ visitor }) => {
  const page = await visitor();
  await page.route('**/ko/c/digits/submit', async (route) => {
    const answer = await route.fetch();
    await page.waitForTimeout(4000);
    await route.fulfill({ response: answer });
  });
  await page.goto('/ko/c/digits/submit');
  const shown = page.getByText(/^서버 시계 \d\d:\d\d:\d\d KST$/);
  const behindMs = async () => {
    const [clock] = /\d\d:\d\d:\d\d/.exec((await shown.textContent()) ?? '') ?? [''];
    const { serverTime } = await (await page.request.get('/api/session')).json() as { serverTime: string };
    const day = 24 * 3_600_000;
    const seconds = (text: string) => text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) * 1000;
    return Math.abs(((Date.parse(serverTime) + 9 * 3_600_000) % day) - seconds(clock));
  };
  await expect.poll(behindMs).toBeLessThan(2000);
});

test('what is not there and what is not yours look the same, with status 404 and a way on', async ({ visitor }) => {
  const owner = await visitor();
  await signedIn(owner, 'researcher');
  await owner.goto('/ko/c/digits/submissions');
  const theirs = await owner.getByRole('main').getByRole('link', { name: '제출 1', exact: true }).getAttribute('href');
  const page = await visitor();
  await signedIn(page, 'newcomer');
  for (const path of ['/ko/nothing', '/ko/c/nothing/overview', '/fr', theirs ?? '']) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('찾는 페이지가 없습니다');
    await expect(page).toHaveTitle('찾는 페이지가 없습니다 | 글로벌 AI 챌린지');
    await expect(page.getByRole('main').getByRole('link', { name: '챌린지 목록' })).toBeVisible();
  }
});

test('a closed challenge says so and leads to its board', async ({ visitor }) => {
  const page = await visitor({ lang: 'en' });
  await entrant(page, 'closed', fresh('Too Late'));
  await page.goto('/en/c/closed/submit');
  await expect(page.getByText('Submissions are closed. Closed:')).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'See the leaderboard' }).click();
  await expect(page.getByText('No score yet')).toBeVisible();
  await page.goto('/en');
  await page.getByRole('link', { name: /^In judging/ }).click();
  await expect(page).toHaveURL(/\/en\?/);
  await expect(page.getByRole('heading', { level: 3, name: 'closed' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 3, name: 'Handwritten digit recognition' })).toHaveCount(0);
});

test('offline: a strip says since when, what was read stays, and it goes by itself', async ({ visitor }) => {
  const page = await visitor();
  await page.goto('/ko/c/digits/overview');
  await page.getByRole('link', { name: '규칙' }).click();
  await page.getByRole('link', { name: '개요' }).click();
  await page.context().setOffline(true);
  const strip = page.getByRole('alert').filter({ hasText: '연결이 끊겼습니다.' });
  await expect(strip).toHaveText(/\d\d:\d\d:\d\d KST 기준 화면입니다/);
  await page.getByRole('link', { name: '규칙' }).click();
  await expect(page.getByRole('heading', { level: 2, name: '규칙' })).toBeVisible();
  // What was not fetched before says so in its place, and comes by itself later.
  await page.getByRole('link', { name: '데이터' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('서버에 닿지 못했습니다');
  await expect(page.getByRole('heading', { level: 1, name: '손글씨 숫자 인식' })).toBeVisible();
  await expect(strip).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByRole('heading', { level: 2, name: '데이터' })).toBeVisible({ timeout: 40_000 });
  await expect(strip).toHaveCount(0, { timeout: 40_000 });
});
