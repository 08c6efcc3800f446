import type { Page } from '@playwright/test';
import { competitor, fresh } from '../actors/researcher.ts';
import { expect, test } from '../actors/test.ts';

/** The team of the row under the top of the viewport, and how far from it that row begins. */
const rowAtTop = (page: Page) =>
  page.getByRole('table').evaluate((table) => {
    const rows = [...table.querySelectorAll('[role=row]')].filter((row) => Number(row.getAttribute('aria-rowindex')) > 1);
    const row = rows.find((one) => one.getBoundingClientRect().bottom > 0);
    return { team: row?.querySelector('[role=cell] b')?.textContent ?? '', top: row?.getBoundingClientRect().top ?? 0 };
  });

for (const [name, width] of [
  ['on a desk', 1280],
  ['on a phone', 390],
] as const)
  test(`applying new results keeps the row under the viewport's top where it is, ${name}`, async ({ visitor }) => {
    const page = await visitor({ width });
    await page.goto('/ko/c/digits/leaderboard');
    await expect(page.getByText(/^실시간/)).toBeVisible();
    await page.getByRole('row', { name: /Prairie Gradient/ }).waitFor();
    await page.evaluate(() => scrollTo(0, 1613));
    await expect.poll(async () => (await rowAtTop(page)).team).not.toBe('');
    const before = await rowAtTop(page);
    expect(before.top).toBeLessThanOrEqual(0);
    const team = fresh('끼어든 팀');
    await competitor(team);
    // The pill is out of view up there; the key is not.
    await expect(page.getByRole('button', { name: /새 결과 \d+건 반영/ })).toHaveCount(1);
    const topOf = (name: string) =>
      page
        .getByRole('row')
        .filter({ has: page.getByText(name, { exact: true }) })
        .evaluate((row) => row.getBoundingClientRect().top);
    await page.keyboard.press('r');
    await expect(page.getByRole('button', { name: /새 결과 \d+건 반영/ })).toHaveCount(0);
    await page.waitForTimeout(400);
    expect(Math.abs((await topOf(before.team)) - before.top)).toBeLessThanOrEqual(1);
    await page.keyboard.press('Home');
    await page.getByRole('searchbox', { name: '팀·소속 검색' }).fill(team);
    await expect(page.getByRole('row', { name: new RegExp(team) })).toBeVisible();
  });

test('a country chosen while the page of a slow phone comes to life is kept', async ({ visitor }) => {
  const page = await visitor({ lang: 'en' });
  await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.goto('/en/c/digits/leaderboard');
  await page.getByRole('combobox', { name: 'Country' }).selectOption('KR');
  await expect(page).toHaveURL(/country=KR/);
  await expect(page.getByRole('combobox', { name: 'Country' })).toHaveValue('KR');
  await expect(page.getByRole('row').nth(1)).toContainText('KR');
});

test('an address describes the view: search, country, columns and page come back with it', async ({ visitor }) => {
  const page = await visitor({ lang: 'en' });
  await page.goto('/en/c/digits/leaderboard');
  await page.getByRole('combobox', { name: 'Country' }).selectOption('KR');
  await expect(page).toHaveURL(/country=KR/);
  await page.getByText('Columns', { exact: true }).first().click();
  await page.getByRole('checkbox', { name: 'Trend' }).uncheck();
  await expect(page.getByRole('columnheader', { name: 'Trend' })).toHaveCount(0);
  const first = page.getByRole('row').nth(1);
  // Both places when a filter leaves teams out (LB-5), in the list and in pages.
  const bothPlaces = /^\d+\D* \d+ overall/;
  await expect(page.getByRole('row').filter({ hasText: bothPlaces }).first()).toBeVisible();
  const same = await visitor({ lang: 'en' });
  await same.goto(page.url());
  await expect(same.getByRole('combobox', { name: 'Country' })).toHaveValue('KR');
  await expect(same.getByRole('columnheader', { name: 'Trend' })).toHaveCount(0);
  await expect(same.getByRole('row').nth(1)).toHaveText((await first.textContent()) ?? '');
  await same.getByRole('link', { name: 'Show as pages' }).click();
  await expect(same).toHaveURL(/view=pages/);
  await expect(same.getByRole('navigation', { name: 'Pages' })).toBeVisible();
  await expect(same.getByRole('row').filter({ hasText: bothPlaces }).first()).toBeVisible();
});
