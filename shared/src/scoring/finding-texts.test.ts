import { describe, expect, it } from '@jest/globals';
import { describeFinding, describeRest, FINDING_TEXTS, HINT_TEXTS } from './finding-texts.ts';
import { finding, FINDING_CODES, HINT_CODES } from './findings.ts';

describe('texts of findings', () => {
  it.each(['ko', 'en'] as const)('are complete in %s, and fill every place', (lang) => {
    for (const code of FINDING_CODES) {
      for (const hint of HINT_CODES) {
        const words = describeFinding(finding(code, { hint, value: 'v', expected: 'e', columnName: 'c' }), lang);
        expect(Object.values(words).join(' ')).not.toMatch(/[{}]|undefined|null/);
      }
    }
  });
  it('are written in their language', () => {
    for (const { what, fix } of Object.values(FINDING_TEXTS))
      expect([/[가-힣]/.test(what.ko), /[가-힣]/.test(fix.ko), /[가-힣]/.test(what.en + fix.en)]).toEqual([true, true, false]);
    for (const { ko, en } of Object.values(HINT_TEXTS)) expect([/[가-힣]/.test(ko), /[가-힣]/.test(en)]).toEqual([true, false]);
  });
  it('show what can not be seen', () => {
    expect(describeFinding(finding('UNKNOWN_ID', { value: ' a\t\uFEFF ' }), 'en').what).toBe('This id is not part of the task: ␣a␉[BOM]␣');
  });
  it('say how many more there are', () => {
    expect([describeRest(5, 'ko'), describeRest(1205, 'ko'), describeRest(6, 'en')]).toEqual([
      null,
      '같은 문제가 1,200건 더 있습니다.',
      '1 more of the same.',
    ]);
  });
});
