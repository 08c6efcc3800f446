// An organizer brings a competition from Codabench: reads what was found, runs its solution, makes a draft, finishes and publishes it.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { randomBytes } from 'node:crypto';
import { signedIn } from '../actors/researcher.ts';
import { expect, test } from '../actors/test.ts';
import { competition } from '../stack/archive.mjs';

async function isFit(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']).analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary ?? ''}`)), what).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `${what}: sideways scrolling`).toBe(0);
}
async function upload(page: Page, button: string, name: string, buffer: Buffer): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button }).click();
  await (await chooser).setFiles({ name, mimeType: 'application/zip', buffer });
}

test('an archive becomes a challenge: warnings with their lines, a dry run, a draft, and the public', async ({ visitor }) => {
  test.slow();
  const word = randomBytes(3).toString('hex');
  const slug = `wheat-${word}`;
  const page = await visitor();
  await signedIn(page, 'organizer');
  await page.goto('/ko/organize/queue');
  await page.getByRole('navigation', { name: '주최자 화면' }).getByRole('link', { name: '가져오기' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '챌린지 가져오기' })).toBeFocused();

  // Read by a worker; the page follows without being loaded anew.
  await upload(page, '파일 선택', 'wheat.zip', competition(`Wheat ${word}`));
  await expect(page.getByRole('heading', { level: 1, name: `Wheat ${word}` })).toBeVisible({ timeout: 30_000 });
  const findings = page.getByRole('region', { name: '찾은 것' });
  const image = findings.getByRole('listitem').filter({ hasText: 'docker-image' });
  await expect(image).toContainText('주의');
  await expect(image).toContainText('6행');
  await findings.getByRole('button', { name: /^오류/ }).press('Enter');
  await expect(image).toHaveCount(0);
  await findings.getByRole('button', { name: /^모두/ }).press('Enter');
  await expect(image).toHaveCount(1);
  const outline = page.getByRole('region', { name: '이렇게 됩니다' });
  await expect(outline).toContainText('Codabench 프로그램');
  await expect(outline).toContainText('하루 3회');
  await isFit(page, 'the import');

  // The shipped solution is run and scored; nobody sees anything of it.
  const dryRun = page.getByRole('region', { name: '시험 채점' });
  await dryRun.getByRole('button', { name: '풀이 1개 시험 채점' }).click();
  await expect(dryRun.getByText('모두 채점되었습니다')).toBeVisible({ timeout: 60_000 });
  await expect(dryRun.getByRole('region', { name: 'Majority' })).toContainText('0.75');
  await dryRun.getByText('출력: Seeds').click();
  await expect(dryRun).toContainText('scoring 4 rows');

  // An address that can't be one is told at its field, then a draft is made.
  const create = page.getByRole('region', { name: '초안 만들기' });
  await create.getByLabel('주소').fill('밀');
  await create.getByRole('button', { name: '초안 만들기' }).click();
  await expect(create).toContainText('영문 소문자나 숫자로 시작하고');
  await create.getByLabel('주소').fill(slug);
  await create.getByLabel('주소').press('Enter');
  await create.getByRole('link', { name: '초안 열기' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Wheat ${word}` })).toBeFocused();
  expect((await (await visitor()).goto(`/ko/c/${slug}`))?.status()).toBe(404);
  await expect(page.getByText('먼저 1건을 적어야 공개할 수 있습니다.')).toBeVisible();
  await isFit(page, 'the draft');

  // A fault in the definition is told with its line, and led to; then what is missing is written.
  const text = page.getByLabel('정의(challenge.yaml)');
  const before = await text.inputValue();
  await text.fill(before.replace('closesAt: 2036-12-01T00:00:00.000Z', 'closesAt: soon'));
  await page.getByRole('button', { name: '정의 저장' }).click();
  const fault = page.getByRole('alert').getByRole('button', { name: /행으로 가기$/ });
  await expect(fault).toHaveCount(1);
  await fault.click();
  await expect(text).toBeFocused();
  expect(await text.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd))).toContain('closesAt: soon');
  await text.fill(before.replace('ko: 미정', 'ko: 농업').replace('en: To be decided', 'en: Agriculture'));
  await page.getByRole('button', { name: '정의 저장' }).click();
  await expect(page.getByText('먼저 1건을 적어야 공개할 수 있습니다.')).toHaveCount(0);

  // Published when its address is typed once more.
  await page.getByRole('button', { name: `공개하기: ${slug}` }).click();
  const question = page.getByRole('alertdialog', { name: `Wheat ${word} 공개` });
  await question.getByRole('textbox').fill('wheat');
  await question.getByRole('button', { name: `공개하기: ${slug}` }).click();
  await expect(question).toContainText(`"${slug}"을(를) 그대로 적어 주십시오.`);
  await isFit(page, 'the question');
  await question.getByRole('textbox').fill(slug);
  await question.getByRole('textbox').press('Enter');
  await expect(question).toHaveCount(0);
  await page.getByRole('region', { name: '공개', exact: true }).getByRole('link', { name: '챌린지 열기' }).click();
  await expect(page).toHaveURL(new RegExp(`/ko/c/${slug}/overview$`));
  // Its solution is a baseline, which is scored now that there is a board for it.
  await expect(async () => {
    await page.goto(`/ko/c/${slug}/leaderboard`);
    await expect(page.getByText('Majority')).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 40_000 });

  // And out again, for its organizers alone.
  await page.goto(`/ko/organize/c/${slug}/submissions`);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Codabench 묶음 ZIP' }).click();
  expect((await download).suggestedFilename()).toBe(`${slug}-codabench.zip`);
  await page.getByText('Codabench로 옮기면 빠지는 것').click();
  await expect(page.getByRole('region', { name: '내보내기' })).toContainText('다른 언어의 글');
});

test('an archive that can not be used says why, and is thrown away', async ({ visitor }) => {
  const page = await visitor({ lang: 'en', width: 390, theme: 'dark' });
  await signedIn(page, 'organizer');
  await page.goto('/en/organize/import');
  await upload(page, 'Choose a file', 'bad.zip', competition('Bad', { 'competition.yaml': 'version: 2\ntitle: Bad\nphases: [\n' }));
  await expect(page.getByText('Mend the errors below and upload it again. Nothing was published.')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('region', { name: 'What was found' }).getByText('Error', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Make a draft' })).toHaveCount(0);
  await isFit(page, 'a refused archive');
  await page.getByRole('button', { name: 'Discard the archive' }).click();
  await page.getByRole('button', { name: 'Discard bad.zip' }).press('Enter');
  await expect(page).toHaveURL(/\/en\/organize\/import$/);
  await expect(page.getByRole('rowheader', { name: 'bad.zip' })).toHaveCount(0);

  // What is no zip is refused at its first bytes.
  await upload(page, 'Choose a file', 'notes.zip', Buffer.from('not a zip\n'));
  await expect(page.getByRole('alert').filter({ hasText: 'NOT_A_ZIP' })).toBeVisible();
});

test('the way there is for organizers: others are told so, and another’s draft is not there', async ({ visitor }) => {
  const stranger = await visitor();
  expect((await stranger.goto('/ko/organize/import'))?.status()).toBe(401);
  const member = await visitor();
  await signedIn(member, 'newcomer');
  expect((await member.goto('/ko/organize/import'))?.status()).toBe(403);
  await expect(member.getByText('역할은 플랫폼 관리자가 부여합니다.')).toBeVisible();
  const organizer = await visitor();
  await signedIn(organizer, 'organizer');
  expect((await organizer.goto('/ko/organize/drafts/nothing'))?.status()).toBe(404);
  expect((await organizer.goto('/ko/organize/import/018f0000-0000-7000-8000-000000000000'))?.status()).toBe(404);
});
