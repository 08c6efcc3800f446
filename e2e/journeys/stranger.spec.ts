import { fresh } from '../actors/researcher.ts';
import { expect, test } from '../actors/test.ts';

test('a stranger registers in Korean, joins, submits the sample in one click and watches the rank; another page sees it live', async ({ visitor }) => {
  test.slow();
  const team = fresh('나그네와 바람');
  const board = await visitor();
  await board.goto('/ko/c/digits/leaderboard');
  await expect(board.getByText(/^실시간/)).toBeVisible();

  const page = await visitor();
  await page.goto('/ko');
  await page.getByRole('link', { name: '손글씨 숫자 인식' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: '손글씨 숫자 인식' })).toBeFocused();
  await page.getByRole('link', { name: '참가 신청' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '참가 신청' })).toBeFocused();
  await page.getByRole('main').getByRole('link', { name: '회원 가입' }).click();

  // What is missing is said first, with the way to it.
  await page.getByRole('button', { name: '계정 만들기' }).click();
  await expect(page.getByRole('alert').filter({ hasText: '고칠 곳이 4곳 있습니다' })).toBeFocused();
  await page.getByRole('textbox', { name: '이메일' }).fill(`${team.slice(-6)}@example.org`);
  await page.getByLabel('비밀번호').fill('긴 문장도 좋은 비밀번호');
  await page.getByRole('textbox', { name: '성명' }).fill('나그네');
  const country = page.getByRole('combobox', { name: '국가' });
  await country.click();
  await country.pressSequentially('Korea');
  await page.getByRole('option', { name: /^대한민국/ }).click();
  await expect(country).toHaveValue(/대한민국/);
  await page.getByRole('button', { name: '계정 만들기' }).click();

  await expect(page).toHaveURL(/\/ko\/c\/digits\/join$/);
  await page.getByRole('textbox', { name: '팀 이름' }).fill(team);
  const consent = page.getByRole('checkbox', { name: /규칙.*동의합니다/ });
  await expect(consent).not.toBeChecked();
  await consent.check();
  await page.getByRole('button', { name: '이 팀 이름으로 참가' }).click();
  await expect(page).toHaveURL(/\/ko\/c\/digits\/submit$/);

  await page.getByRole('button', { name: '예시 파일 바로 제출' }).click();
  const result = page.getByRole('region', { name: '결과' });
  await expect(result).toBeVisible({ timeout: 30_000 });
  for (const state of ['접수', '검사', '대기', '실행', '채점', '완료']) await expect(page.getByRole('list', { name: '평가 상태' }).getByText(state, { exact: true })).toBeVisible();
  await expect(result).toContainText(/0\.\d{5}/);
  await expect(result).toContainText(/\d+위/);
  await expect(page.getByRole('log', { name: '평가 기록' })).toContainText('접수증');

  // The other page holds the change until it is asked for.
  await expect(board.getByRole('row', { name: new RegExp(team) })).toHaveCount(0);
  await board.getByRole('button', { name: '새 결과 1건 반영' }).click();
  await board.getByRole('searchbox', { name: '팀·소속 검색' }).fill('ㄴㄱㄴ');
  const row = board.getByRole('row', { name: new RegExp(team) });
  await expect(row).toBeVisible();
  const rankOf = async () => Number(/^\d+/.exec((await row.getByRole('cell').first().textContent()) ?? '')?.[0]);
  const before = await rankOf();

  await page.getByRole('button', { name: '다른 파일 제출' }).click();
  await page.getByRole('button', { name: '기준선보다 나은 예 바로 제출' }).click();
  await expect(result).toContainText(/\d+위 → \d+위/, { timeout: 30_000 });
  await expect(result).toContainText('계단 올랐습니다');
  await board.getByRole('button', { name: '새 결과 1건 반영' }).click();
  await expect.poll(rankOf).toBeLessThan(before);

  // The receipt says the same to anybody.
  const receipt = page.getByRole('link', { name: /^R-/ }).first();
  const number = (await receipt.textContent()) ?? '';
  await board.goto(`/ko/receipts/${number}`);
  await expect(board.getByRole('heading', { level: 1 })).toContainText(number);
});
