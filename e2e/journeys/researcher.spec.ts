import type { Page } from '@playwright/test';
import { digitsFile, palette, signedIn } from '../actors/researcher.ts';
import { demoAccount } from '../actors/stack.ts';
import { expect, test } from '../actors/test.ts';

test('a researcher signs in on a dark English phone, submits a better file and sees the own team move, pinned on the board', async ({ visitor }) => {
  const page = await visitor({ lang: 'en', theme: 'dark', width: 390 }, { hasTouch: true, isMobile: true });
  await page.goto('/en/c/digits/leaderboard');
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).click();
  const { email, password } = demoAccount('researcher');
  await page.getByRole('textbox', { name: 'Email' }).fill(email);
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert').filter({ hasText: /email or password/i })).toBeVisible();
  await page.getByLabel('Password').fill(password);
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();

  await expect(page).toHaveURL(/\/en\/c\/digits\/leaderboard$/);
  const own = page.getByRole('row', { name: /한빛 연구실 \(your team\)/ });
  await expect(own).toBeInViewport();
  await expect(own.getByRole('cell').first()).toHaveText(/^\d+/);

  await page.getByRole('link', { name: 'Submit', exact: true }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles(digitsFile('better_than_baseline'));
  await expect(page.getByText('1,198 / 1,198 rows')).toBeVisible();
  await page.getByRole('textbox', { name: 'Note (optional)' }).fill('five nearest neighbours');
  await page.getByRole('button', { name: 'Submit this file' }).click();
  const result = page.getByRole('region', { name: 'Result' });
  await expect(result).toContainText(/rank \d+ → \d+/, { timeout: 30_000 });
  const [, before, after] = /rank (\d+) → (\d+)/.exec((await result.textContent()) ?? '') ?? [];
  expect(Number(after)).toBeLessThan(Number(before));

  await result.getByRole('link', { name: 'See it on the leaderboard' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Handwritten digit recognition' })).toBeFocused();
  await expect(own).toBeInViewport();
  await expect(own.getByRole('cell').first()).toHaveText(new RegExp(`^${after ?? ''}\\D*$`));
  await page.getByRole('link', { name: 'My submissions' }).click();
  await expect(page.getByText('five nearest neighbours').first()).toBeVisible();
});

test('the keyboard alone: skip link, palette, search, own row, new results, and a submission', async ({ visitor }) => {
  test.slow();
  const page = await visitor();
  await signedIn(page, 'researcher');
  await page.goto('/ko');
  const { keyboard } = page;
  await keyboard.press('Tab');
  await expect(page.getByRole('link', { name: '본문 바로가기' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();

  await palette(page);
  await keyboard.type('digits 리더보드');
  await expect(page.getByRole('option', { name: /손글씨 숫자 인식/ })).toHaveCount(1);
  await keyboard.press('Enter');
  await expect(page).toHaveURL(/\/ko\/c\/digits\/leaderboard$/);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();

  await keyboard.press('?');
  await expect(page.getByRole('dialog', { name: '단축키' })).toBeVisible();
  await keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await keyboard.press('/');
  const search = page.getByRole('searchbox', { name: '팀·소속 검색' });
  await expect(search).toBeFocused();
  await keyboard.type('gksqlc');
  await expect(page.getByRole('row', { name: /한빛 연구실/ })).toBeVisible();
  await expect(page).toHaveURL(/q=gksqlc/);
  await page.getByRole('heading', { level: 1 }).focus();
  await keyboard.press('g');
  await keyboard.press('m');
  await expect(page.locator(':focus')).toHaveText(/한빛 연구실 \(우리 팀\)/);
  await expect(page).not.toHaveURL(/q=/);

  await page.getByRole('heading', { level: 1 }).focus();
  await tabTo(page, '제출');
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: '새 제출' })).toBeFocused();
  const chooser = page.waitForEvent('filechooser');
  await tabTo(page, '파일 선택');
  await keyboard.press('Enter');
  await (await chooser).setFiles(digitsFile('sample_submission'));
  await expect(page.getByText('1,198 / 1,198행')).toBeVisible();
  await tabTo(page, '이 파일 제출');
  await keyboard.press('Enter');
  await expect(page.getByRole('region', { name: '결과' })).toBeVisible({ timeout: 30_000 });
});

/** Presses Tab until something of this name has the focus, and sees that a focus ring is there all the way. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    const ring = await focused.evaluate((element) => {
      // A styled check box or radio shows the ring on what stands for it.
      const shown = [element, element.nextElementSibling].filter((one) => one !== null);
      return shown.some((one) => getComputedStyle(one).outlineStyle !== 'none');
    });
    expect(ring, `focus ring of ${(await focused.textContent()) ?? ''}`).toBe(true);
    if ((await focused.textContent())?.trim() === name) return;
  }
  throw new Error(`Tab never reached ${name}.`);
}
