import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { slowLine } from '../actors/line.ts';
import { digitsFile, entrant, fresh, signedIn } from '../actors/researcher.ts';
import { expect, test } from '../actors/test.ts';
import { sha256Of } from '../stack/person.mjs';
import { predictions } from '../stack/challenge.mjs';
import { LARGE_ROWS } from './global-setup.ts';

test('a broken file: the first 20 findings with line and column, and nothing is offered to be sent', async ({ visitor }) => {
  const page = await visitor();
  await signedIn(page, 'researcher');
  await page.goto('/ko/c/digits/submit');
  await choose(page, 'broken.csv', Buffer.from(broken(readFileSync(digitsFile('sample_submission'), 'utf8'))), '파일 선택');
  await page.getByRole('button', { name: '15건 더 보기' }).click();
  const findings = page.getByRole('listitem').filter({ hasText: /^\d+행/ });
  await expect(findings).toHaveCount(20);
  await expect(findings.first()).toContainText('2행 · 2열 label');
  await expect(findings.first()).toContainText('열하나');
  for (const found of await findings.all()) await expect(found).toHaveText(/^\d+행 · \d열 (id|label)/);
  await expect(page.getByText(/^처음 20건 \/ 모두 [4-9]\d건$/)).toBeVisible();
  await expect(page.getByRole('button', { name: '이 파일 제출' })).toHaveCount(0);
  await expect(page.getByText('오류를 고친 파일을 다시 선택하면 보낼 수 있습니다.')).toBeVisible();

  // The mended file takes its place.
  await choose(page, 'mended.csv', readFileSync(digitsFile('sample_submission')), '바꾸기');
  await expect(page.getByRole('button', { name: '이 파일 제출' })).toBeVisible();
  // Another kind of file says what is taken.
  await choose(page, 'slides.pdf', Buffer.from('%PDF-1.7'), '바꾸기');
  await expect(page.getByRole('alert').filter({ hasText: 'CSV' })).toContainText('slides.pdf');
});

test('an upload outlives a connection cut three times and a reload, to the same SHA-256', async ({ visitor }) => {
  test.slow();
  const line = await slowLine(200 * 1024);
  const page = await visitor({ lang: 'en' }, { baseURL: line.url });
  await entrant(page, 'numbers', fresh('Patient'));
  await page.goto('/en/c/numbers/submit');
  const file = predictions({ rows: LARGE_ROWS });
  await choose(page, 'numbers.csv', file, 'Choose a file');
  await page.getByRole('button', { name: 'Submit this file' }).click();
  const progress = page.getByRole('progressbar', { name: 'Upload progress' });
  const passes = (percent: number) => expect.poll(async () => Number(await progress.getAttribute('aria-valuenow')), { timeout: 20_000, intervals: [50] }).toBeGreaterThan(percent);
  const kept = page.getByRole('main').getByText('The connection is gone. What has been uploaded is kept; it resumes by itself.');
  for (const percent of [10, 25, 40]) {
    await passes(percent);
    line.cut();
    await expect(kept).toBeVisible();
    line.mend();
    await expect(kept).toBeHidden({ timeout: 20_000 });
  }
  await passes(50);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(page.getByText(/An upload was not finished: numbers\.csv/)).toBeVisible();
  await choose(page, 'numbers.csv', file, 'Choose a file');
  await expect(page.getByText(/This is the file you were uploading\. It goes on from/)).toBeVisible();
  await page.getByRole('button', { name: 'Submit this file' }).click();
  await passes(50);
  await expect(page.getByRole('region', { name: 'Result' })).toBeVisible({ timeout: 40_000 });
  await page.getByRole('link', { name: 'See details' }).click();
  await expect(page.getByRole('region', { name: 'What was submitted' })).toContainText(sha256Of(file));
  line.close();
});

/** Ten rows each of four faults: a label that is none, no label, an id that is none, and an id once more. */
function broken(csv: string): string {
  const [head, ...rows] = csv.trimEnd().split('\n');
  const faults = [(row: string) => row.replace(/,.*/, ',열하나'), (row: string) => row.replace(/,.*/, ','), (row: string) => row.replace(/^d/, 'x'), () => rows.at(-1) ?? ''];
  return [head, ...rows.map((row, i) => faults[Math.floor(i / 10)]?.(row) ?? row)].join('\n');
}

/** Chooses a file by the button, as a person does. */
async function choose(page: Page, name: string, buffer: Buffer, button: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button }).click();
  await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer });
}
