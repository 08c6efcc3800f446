import { afterAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gac } from '../gac.ts';
import type { Machine } from '../machine.ts';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const DEFINITION = `version: 2
title: Wheat
image: logo.png
terms: terms.md
pages:
  - { title: Overview, file: terms.md }
tasks:
  - { index: 0, name: Seeds, scoring_program: scorer, reference_data: answers }
phases:
  - { name: Main, start: 2026-01-01 09:30:00, tasks: [0] }
leaderboards:
  - title: Results
    key: results
    columns:
      - { title: Accuracy, key: accuracy, index: 0 }
      - { title: Seconds, key: seconds, index: 1, sorting: asc }
`;
function archive(definition: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'gac-check-'));
  folders.push(folder);
  const files = { 'competition.yaml': definition, 'logo.png': 'x', 'terms.md': 'Be fair.', 'answers/a.csv': '1', 'scorer/metadata.yaml': 'command: python3 score.py' };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}
async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const machine = { env: {}, home: '/nowhere', hasScreen: false, out: (text: string) => (out += text), err: (text: string) => (err += text), fetch } as unknown as Machine;
  return { code: await gac(argv, machine, '0'), out, err };
}

describe('gac bundle check', () => {
  test('tells what an archive holds and what its organizer should know; 0 when it can be used', async () => {
    const { code, out } = await run('bundle', 'check', archive(DEFINITION));
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      'Codabench 2 · Wheat',
      '',
      'NO  PHASE  OPENS (UTC)       CLOSES (UTC)  TASKS  A DAY  IN ALL',
      ' 0  Main   2026-01-01 09:30  never         0          5     100',
      '',
      'NO  TASK   SCORED BY         ANSWERS   INPUT  INGESTION',
      ' 0  Seeds  python3 score.py  files: 1  –      –',
      '',
      'NO  BOARD    COLUMNS                 PHASES  STANDS FOR A TEAM',
      ' 0  Results  accuracy ↓*, seconds ↑  0       choose-one',
      '',
      'competition.yaml:10:26 warning date-cut "2026-01-01 09:30:00" was read as 2026-01-01T09:30:00.000Z. Codabench would have used 00:00: it drops the hour of a date without quotes.',
      '',
      'Errors: 0, warnings: 1. It can be used.',
      '',
    ]);
  });
  test('gives the same as one JSON document, without places on this machine', async () => {
    const folder = archive(DEFINITION);
    const { code, out, err } = await run('bundle', 'check', folder, '--json');
    expect([code, err]).toEqual([0, '']);
    const document = JSON.parse(out);
    expect(document).toMatchObject({
      format: 'codabench',
      title: 'Wheat',
      phases: [{ index: 0, name: 'Main', opensAt: '2026-01-01T09:30:00.000Z', closesAt: null, tasks: [0], quota: { perDay: 5, total: 100 } }],
      tasks: [{ index: 0, scorer: { kind: 'codabench', program: { name: 'scorer', command: 'python3 score.py' } }, reference: { files: 1, bytes: 1 } }],
      boards: [{ key: 'results', primary: 0, columns: [{ key: 'accuracy', direction: 'desc' }, { key: 'seconds', direction: 'asc' }] }],
      warnings: [{ code: 'date-cut', file: 'competition.yaml', line: 10 }],
      errors: [],
    });
    expect(out).not.toContain(folder);
  });
  test('lists every problem with its line, in Korean as well; 2 when it can not be used', async () => {
    const broken = archive(DEFINITION.replace('scorer, ', 'scorers, ').replace('2026-01-01 09:30:00', 'soon'));
    const { code, out } = await run('bundle', 'check', broken, '--lang', 'ko');
    expect(code).toBe(2);
    expect(out).toContain('competition.yaml:8:47 오류 file-meant "scorers"이(가) 압축 파일에 없습니다. "scorer"을(를) 뜻하셨나요?');
    expect(out).toContain('competition.yaml:10:26 오류 date-invalid "soon"은(는) 날짜가 아닙니다.');
    expect(out).toContain('오류 2건, 주의 0건 쓸 수 없습니다.');
  });
  test('says so of what is no archive', async () => {
    const { code, out } = await run('bundle', 'check', '/nowhere/at/all', '--json');
    expect([code, JSON.parse(out)]).toMatchObject([2, { format: null, phases: [], errors: [{ code: 'no-archive' }] }]);
  });
  test('leaves nothing behind', async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('gac-bundle-'));
    await run('bundle', 'check', archive(DEFINITION));
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('gac-bundle-') && !before.includes(name))).toEqual([]);
  });
  test('is a command of two words with one argument', async () => {
    expect((await run('bundle')).err).toContain('"bundle"');
    expect((await run('bundle', 'check')).err).toContain('ARCHIVE');
    expect((await run('bundle', 'check', '--help')).out).toContain('gac bundle check ARCHIVE');
  });
});
