// Every page as it must be for everybody: no fault that axe finds, one heading, no sideways scrolling, in every language, theme and width.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { digitsFile, entrant, fresh, signedIn } from '../actors/researcher.ts';
import { expect, test, type Look } from '../actors/test.ts';
import { competition } from '../stack/archive.mjs';

interface Place {
  name: string;
  /** Without the language. */
  path: string;
  as?: 'researcher' | 'newcomer' | 'organizer';
  /** Brings the page into the state to be looked at. */
  then?: (page: Page, lang: 'ko' | 'en') => Promise<void>;
}
const words = { ko: { choose: '파일 선택', menu: '메뉴', sample: '예시 파일 확인해 보기', rows: '1,198 / 1,198행', image: '컨테이너 이미지' }, en: { choose: 'Choose a file', menu: 'Menu', sample: 'Check the sample', rows: '1,198 / 1,198 rows', image: 'Container image' } };
const brokenFile = async (page: Page, lang: 'ko' | 'en') => {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: words[lang].choose }).click();
  const buffer = Buffer.from(readFileSync(digitsFile('sample_submission'), 'utf8').replaceAll(',0', ',x'));
  await (await chooser).setFiles({ name: 'broken.csv', mimeType: 'text/csv', buffer });
  await expect(page.getByRole('listitem').filter({ hasText: 'label' }).first()).toBeVisible();
};
const places: Place[] = [
  { name: 'home', path: '' },
  { name: 'leaderboards', path: '/leaderboards' },
  { name: 'overview', path: '/c/digits/overview' },
  { name: 'data', path: '/c/digits/data' },
  { name: 'rules', path: '/c/digits/rules' },
  { name: 'evaluation', path: '/c/digits/evaluation' },
  { name: 'evaluation of probabilities', path: '/c/nuclei/evaluation' },
  { name: 'leaderboard', path: '/c/digits/leaderboard' },
  { name: 'leaderboard with the own team', path: '/c/digits/leaderboard', as: 'researcher' },
  { name: 'leaderboard in pages', path: '/c/nuclei/leaderboard?view=pages' },
  { name: 'leaderboard without a match', path: '/c/digits/leaderboard?q=zzzz' },
  { name: 'empty leaderboard', path: '/c/closed/leaderboard' },
  { name: 'join, signed out', path: '/c/digits/join' },
  { name: 'join', path: '/c/digits/join', as: 'newcomer' },
  { name: 'submit, signed out', path: '/c/digits/submit', then: async (page, lang) => {
    await page.getByRole('button', { name: words[lang].sample }).click();
    await expect(page.getByText(words[lang].rows)).toBeVisible();
  } },
  { name: 'submit', path: '/c/digits/submit', as: 'researcher' },
  { name: 'submit a program', path: '/c/penguins/submit', as: 'researcher' },
  { name: 'submit one of three kinds', path: '/c/programs/submit' },
  { name: 'submit an image', path: '/c/programs/submit', then: async (page, lang) => {
    await page.getByRole('radio', { name: words[lang].image }).check();
    await expect(page.getByText('docker save')).not.toHaveCount(0);
  } },
  { name: 'submit a broken file', path: '/c/digits/submit', as: 'researcher', then: brokenFile },
  { name: 'my submissions', path: '/c/digits/submissions', as: 'researcher' },
  { name: 'a submission', path: '/c/digits/submissions', as: 'researcher', then: async (page) => {
    await page.getByRole('main').getByRole('link', { name: /^(제출|Submission) 1$/ }).click();
    await expect(page.getByRole('log')).toBeVisible();
  } },
  { name: 'imports', path: '/organize/import', as: 'organizer' },
  { name: 'an imported archive', path: '/organize/import', as: 'organizer', then: async (page, lang) => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: words[lang].choose }).click();
    await (await chooser).setFiles({ name: 'wheat.zip', mimeType: 'application/zip', buffer: competition('Wheat') });
    await expect(page.getByRole('heading', { level: 1, name: 'Wheat' })).toBeVisible({ timeout: 30_000 });
  } },
  { name: 'receipts', path: '/receipts' },
  { name: 'a receipt with a typing error', path: '/receipts/R-7Q4K-20M1-9XTN' },
  { name: 'register', path: '/register' },
  { name: 'sign in', path: '/sign-in' },
  { name: 'a problem', path: '/problems/quota-exhausted' },
  { name: 'not found', path: '/nothing' },
];
const looks: Required<Look>[] = (['ko', 'en'] as const).flatMap((lang) => (['light', 'dark', 'contrast'] as const).flatMap((theme) => [320, 390, 1280].map((width) => ({ lang, theme, width }))));

async function isFit(page: Page, { name, path, as, then }: Place, { lang, theme, width }: Required<Look>): Promise<void> {
  const told = `${name}, ${lang}, ${theme}, ${String(width)} px`;
  const refused: string[] = [];
  page.on('response', (response) => response.status() === 401 && refused.push(response.url()));
  await page.goto(`/${lang}${path}`);
  await expect(page.getByRole('heading', { level: 1 }), told).toHaveCount(1);
  await then?.(page, lang);
  for (const landmark of ['banner', 'main', 'contentinfo'] as const) await expect(page.getByRole(landmark), `${told}: ${landmark}`).toHaveCount(1);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `${told}: sideways scrolling`).toBe(0);
  if (!as) expect(refused, `${told}: what a stranger's page asked for and may not have`).toEqual([]);
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']).analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary ?? ''}`)), told).toEqual([]);
}

for (const [index, place] of places.entries()) {
  const seen = looks[index % looks.length]!;
  test(`${place.name} is fit for everybody @quick`, async ({ visitor }) => {
    const page = await visitor(seen);
    if (place.as) await signedIn(page, place.as);
    await isFit(page, place, seen);
  });
  test(`${place.name} is fit for everybody in every language, theme and width @full`, async ({ visitor }) => {
    test.setTimeout(240_000);
    for (const look of looks) {
      const page = await visitor(look);
      if (place.as) await signedIn(page, place.as);
      await isFit(page, place, look);
      await page.context().close();
    }
  });
}

test('no page scrolls sideways on the narrowest screen, with the text spaced out too', async ({ visitor }) => {
  test.slow();
  // The policy of the product's own pages refuses the style that this test adds.
  const page = await visitor({ width: 320 }, { bypassCSP: true });
  await entrant(page, 'digits', fresh('아주 긴 이름을 가진 팀이라도 화면 밖에 나가지 않습니다'));
  for (const lang of ['ko', 'en'] as const)
    for (const { path } of places) {
      await page.goto(`/${lang}${path}`);
      // WCAG 1.4.12
      await page.addStyleTag({ content: '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }' });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `/${lang}${path}`).toBe(0);
    }
});

test('going from page to page: the title changes, the heading has the focus, and Back returns to the place', async ({ visitor }) => {
  const page = await visitor({ lang: 'en' });
  await page.goto('/en');
  const titles = new Set([await page.title()]);
  const steps = ['Handwritten digit recognition', 'Data', 'Rules', 'Evaluation', 'Leaderboard', 'Verify a receipt', 'Sign in', 'Create an account'];
  for (const name of steps) {
    await page.getByRole('link', { name, exact: true }).first().click();
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await expect.poll(() => page.title()).not.toBe([...titles].at(-1));
    titles.add(await page.title());
  }
  expect(titles.size).toBe(steps.length + 1);

  await page.goto('/en/c/digits/rules');
  await page.evaluate(() => scrollTo(0, 500));
  await page.waitForTimeout(300);
  expect(await page.evaluate(() => scrollY)).toBe(500);
  await page.getByRole('navigation', { name: 'About the challenge' }).getByRole('link', { name: 'Data' }).dispatchEvent('click');
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
  await page.goBack();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(500);
});
