import { expect, test } from '@jest/globals';
import type { ImportFinding } from '../../api/views.ts';
import { groupFindings } from './findings.ts';

const finding = (file: string | null, severity: 'error' | 'warning', line: number): ImportFinding => ({
  severity,
  code: 'x',
  file,
  line,
  column: 1,
  path: '',
  message: { ko: '가', en: 'a' },
  hint: null,
});
const all = [
  finding(null, 'warning', 1),
  finding('b.yaml', 'warning', 2),
  finding('a.yaml', 'warning', 3),
  finding('z.md', 'error', 4),
  finding('z.md', 'warning', 5),
];

test('findings stand file by file, where errors are first, then the archive itself', () => {
  expect(groupFindings(all, 'all').map(({ file, findings }) => [file, findings.map(({ line }) => line)])).toEqual([
    ['z.md', [4, 5]],
    [null, [1]],
    ['a.yaml', [3]],
    ['b.yaml', [2]],
  ]);
});
test('a filter leaves out the others, and files without any', () => {
  expect(groupFindings(all, 'error').map(({ file, findings }) => [file, findings.length])).toEqual([['z.md', 1]]);
  expect(groupFindings(all, 'warning').map(({ file }) => file)).toEqual([null, 'a.yaml', 'b.yaml', 'z.md']);
  expect(groupFindings([], 'all')).toEqual([]);
});
