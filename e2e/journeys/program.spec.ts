import { readFile } from 'node:fs/promises';
import { entrant, fresh } from '../actors/researcher.ts';
import { expect, test } from '../actors/test.ts';

test('a program: its form and limits are said, a table is turned away, the example runs in the sandbox and is scored', async ({
  visitor,
}) => {
  test.slow();
  const page = await visitor();
  await entrant(page, 'penguins', fresh('Programmers'));
  await page.goto('/en/c/penguins/submit');
  const form = page.getByRole('region', { name: 'Format' });
  await expect(form).toContainText('It runs in a sandbox without a network.');
  await expect(form).toContainText(/Memory\s*512 MiB/);

  // What is no zip is found in the browser, before anything is sent.
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles({ name: 'main.py', mimeType: 'text/x-python', buffer: Buffer.from('print(1)\n') });
  await expect(page.getByRole('listitem').filter({ hasText: /^error\s*ZIP file/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Submit this file' })).toHaveCount(0);

  await page.reload();
  await page.getByRole('button', { name: 'Submit the example program' }).click();
  const result = page.getByRole('region', { name: 'Result' });
  await expect(result).toBeVisible({ timeout: 60_000 });
  await expect(result).toContainText(/\d{3}\.\d/);
  // What the program printed is in the log, on the page and in what is downloaded.
  const printed = /\d+ penguins, (off by )?\d+ g/;
  await expect(page.getByRole('log')).toContainText(printed);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download the log' }).click();
  expect(await readFile(await (await download).path(), 'utf8')).toMatch(printed);
});
