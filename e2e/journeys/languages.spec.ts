import { competitor, fresh, palette, signedIn } from '../actors/researcher.ts';
import { expect, test } from '../actors/test.ts';

test('changing the language keeps the address, the place and what was typed', async ({ visitor }) => {
  const page = await visitor();
  await page.goto('/ko/register?next=%2Fko%2Fc%2Fdigits%2Fjoin');
  await page.getByRole('textbox', { name: '이메일' }).fill('half.done@example.org');
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page).toHaveURL(/\/en\/register\?next=/);
  await expect(page.getByRole('textbox', { name: 'Email' })).toHaveValue('half.done@example.org');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page).toHaveTitle(/Create an account/);

  await signedIn(page, 'newcomer');
  await page.goto('/en/c/digits/join');
  await page.getByRole('textbox', { name: 'Team name' }).fill('Not yet sent');
  await page.getByRole('link', { name: '한국어' }).click();
  await expect(page.getByRole('textbox', { name: '팀 이름' })).toHaveValue('Not yet sent');

  await page.goto('/ko/c/digits/leaderboard?since=168');
  await expect(page.getByText(/^실시간/)).toBeVisible();
  await page.evaluate(() => scrollTo(0, 300));
  await page.getByRole('link', { name: 'English' }).dispatchEvent('click');
  await expect(page).toHaveURL(/\/en\/c\/digits\/leaderboard\?since=168$/);
  expect(await page.evaluate(() => scrollY)).toBe(300);
});

test('the address without a language answers in the one the browser asks for', async ({ visitor }) => {
  for (const [lang, heading] of [['ko', '가장 어려운 문제를 세계와 함께 풉니다.'], ['en', 'The hardest problems, solved with the world.']] as const) {
    const page = await visitor({ lang });
    const answer = await page.goto('/');
    expect(answer?.status()).toBe(200);
    expect(answer?.headers()['vary']).toMatch(/accept-language/i);
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
    for (const hreflang of ['ko', 'en', 'x-default']) await expect(page.locator(`link[rel=alternate][hreflang=${hreflang}]`)).toHaveCount(1);
  }
});

test('without JavaScript: home, challenge and the first fifty rows can be read, searched and paged', async ({ visitor }) => {
  test.slow();
  const page = await visitor({}, { javaScriptEnabled: false });
  const shown = page.getByRole('table').getByRole('row');
  await page.goto('/ko/c/digits/leaderboard');
  await expect(shown.first()).toBeVisible();
  for (let missing = 51 - (await shown.count()); missing > 0; missing--) await competitor(fresh('관객'), spoil(missing * 3));
  await expect(async () => {
    await page.goto('/ko/c/digits/leaderboard');
    await expect(shown).toHaveCount(51, { timeout: 100 });
  }).toPass();
  await expect(shown.nth(1)).toHaveText(/^1/);
  await page.getByRole('searchbox', { name: '팀·소속 검색' }).fill('ㅎㅂ');
  await page.getByRole('button', { name: '적용' }).click();
  await expect(page.getByRole('row', { name: /한빛 연구실/ })).toBeVisible();

  await page.goto('/ko');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.getByRole('link', { name: '손글씨 숫자 인식' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('손글씨 숫자 인식');
  await expect(page.getByText('본 경쟁', { exact: true })).toBeVisible();
  await expect(page.getByText(/599장뿐입니다/)).toBeVisible();
});

/** Makes the first answers of a file wrong. */
const spoil = (rows: number) => (csv: string) => {
  let left = rows;
  return csv.replace(/,(\d)$/gm, (all, digit: string) => (left-- > 0 ? `,${String((Number(digit) + 1) % 10)}` : all));
};

test('typing Hangul: nothing happens while the input method composes, Enter included', async ({ visitor }) => {
  const page = await visitor();
  await page.goto('/ko/c/digits/leaderboard');
  const search = page.getByRole('searchbox', { name: '팀·소속 검색' });
  await search.focus();
  const keys = await page.context().newCDPSession(page);
  for (const text of ['ㅎ', '하', '한']) await keys.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  // The key that ends a syllable comes with code 229 while the composition still stands.
  for (const type of ['rawKeyDown', 'keyUp'] as const) await keys.send('Input.dispatchKeyEvent', { type, key: 'Process', code: 'Enter', windowsVirtualKeyCode: 229 });
  await page.waitForTimeout(600);
  await expect(page).toHaveURL(/leaderboard$/);
  await expect(search).toHaveValue('한');
  await keys.send('Input.insertText', { text: '한' });
  await expect(page).toHaveURL(/q=%ED%95%9C/);
  await expect(page.getByRole('row', { name: /한빛 연구실/ })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: /\d+팀 찾음/ })).toHaveCount(1);
});

test('the palette takes Hangul too, and Enter while composing goes nowhere', async ({ visitor }) => {
  const page = await visitor();
  await page.goto('/ko');
  await palette(page);
  const keys = await page.context().newCDPSession(page);
  for (const text of ['소', '손']) await keys.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  for (const type of ['rawKeyDown', 'keyUp'] as const) await keys.send('Input.dispatchKeyEvent', { type, key: 'Process', code: 'Enter', windowsVirtualKeyCode: 229 });
  await page.waitForTimeout(300);
  await expect(page).toHaveURL(/\/ko$/);
  await keys.send('Input.insertText', { text: '손글씨' });
  await expect(page.getByRole('option', { name: /손글씨 숫자 인식/ }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/ko\/c\/digits\/overview$/);
});
