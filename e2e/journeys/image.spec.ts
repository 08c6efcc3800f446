import { gzipSync } from 'node:zlib';
import { entrant, fresh } from '../actors/researcher.ts';
import { expect, test } from '../actors/test.ts';
import { doublingImage, shellImage } from '../stack/images.mjs';

const ids = 'id,y\na,0\nb,2\nc,4\nd,6\n';

test('one of three kinds: an image is told of, looked at in the browser, run and scored; one for another processor is refused with its remedy', async ({ visitor }) => {
  test.slow();
  const page = await visitor({ lang: 'en' });
  await entrant(page, 'programs', fresh('Packers'));
  await page.goto('/en/c/programs/submit');
  const form = page.getByRole('region', { name: 'Format' });
  const kinds = page.getByRole('group', { name: 'What to submit' });
  const choose = async (name: string, buffer: Buffer) => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: /^(Choose a file|Change)$/ }).click();
    await (await chooser).setFiles({ name, mimeType: 'application/octet-stream', buffer });
  };
  const send = async () => {
    await page.getByRole('button', { name: 'Submit this file' }).click();
    return page.getByRole('main');
  };

  // The keyboard goes from kind to kind, and the page with it.
  await kinds.getByRole('radio', { name: 'Predictions' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(form).toContainText('metadata.yaml');
  await page.keyboard.press('ArrowRight');
  await expect(kinds.getByRole('radio', { name: 'Container image' })).toBeChecked();
  await expect(form).toContainText('It reads /app/input_data and writes its predictions to /app/output/predictions.csv.');
  await expect(form).toContainText(/docker build --platform linux\/\w+ -t programs:1 \..*docker save programs:1 \| gzip > programs\.tar\.gz/s);
  await expect(form).toContainText(/Memory\s*1,024 MiB/);

  // A table is no image: found here, before anything is sent.
  await choose('predictions.csv', Buffer.from(ids.repeat(60)));
  await expect(page.getByRole('listitem').filter({ hasText: /^error\s*Image archive/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Submit this file' })).toHaveCount(0);

  await choose('image.tar.gz', gzipSync(doublingImage({ mark: 'journey', sleepS: 0 })));
  await expect(await send()).toContainText('begun', { timeout: 60_000 });
  const result = page.getByRole('region', { name: 'Result' });
  await expect(result).toContainText('0.00000', { timeout: 60_000 });
  await page.getByRole('link', { name: 'See details' }).click();
  const used = page.getByRole('region', { name: 'Used, and allowed' });
  await expect(used).toContainText('Submitted program exit code 0');
  await expect(used.getByRole('meter', { name: 'Peak memory' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Reproducibility record' })).toContainText("SHA-256 of the image's configuration");

  await page.goto('/en/c/programs/submit');
  await kinds.getByRole('radio', { name: 'Container image' }).check();
  await choose('other.tar', shellImage('true', { architecture: 's390x' }));
  await expect(await send()).toContainText('The image is for linux/s390x and cannot be run here.', { timeout: 60_000 });
  await expect(page.getByRole('main')).toContainText(/Build it for linux\/\w+: docker build --platform/);
  await expect(page.getByRole('main')).toContainText('BAD_FORMAT');

  // The other kinds are still there, and a table is one of them.
  await page.goto('/en/c/programs/submit');
  await choose('predictions.csv', Buffer.from(ids));
  await expect(await send()).toContainText('0.00000', { timeout: 60_000 });
});
