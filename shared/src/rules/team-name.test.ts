import { describe, expect, it } from '@jest/globals';
import { checkTeamName, teamNameKey } from './team-name.ts';

const REFUSED = { ok: false, refusal: { code: 'team-name-invalid', min: 2, max: 40 } };

describe('checkTeamName', () => {
  it.each([
    ['한빛', '한빛'],
    ['한빛'.normalize('NFD'), '한빛'],
    ['  Team   Fjord ', 'Team Fjord'],
    ['가'.repeat(40), '가'.repeat(40)],
    ['👩‍👩‍👧‍👦🚀', '👩‍👩‍👧‍👦🚀'],
    ['Đội Sao Mai', 'Đội Sao Mai'],
  ])('%j is kept as %j', (typed, name) => expect(checkTeamName(typed)).toMatchObject({ ok: true, value: { name } }));
  it.each([
    ['one grapheme of many code points', '👩‍👩‍👧‍👦'],
    ['one letter with marks', 'ǻ'],
    ['41 graphemes', '가'.repeat(41)],
    ['too many marks', 'a' + '\u0301'.repeat(90) + 'b'],
    ['spaces', '     '],
    ['punctuation only', '--..'],
    ['direction override', 'abc\u202Edef'],
    ['zero width space', 'ab\u200Bc'],
    ['control character', 'ab\u0007'],
  ])('refuses %s', (_, typed) => expect(checkTeamName(typed)).toEqual(REFUSED));
});

describe('teamNameKey', () => {
  it.each([
    ['Hanbit', 'HANBIT'],
    ['Hanbit', 'Ｈanbit'],
    ['Hanbit', 'Han-bit !'],
    ['Pascal', 'Раѕсаl'],
    ['Illum1', 'lIIumI'],
    ['Zer0', 'ZERO'],
    ['Straße', 'STRASSE'],
    ['ΣΑΣ', 'σας'],
    ['한빛', '한 빛'],
    ['한빛', '한빛'.normalize('NFD')],
  ])('%j is taken for %j', (a, b) => expect(teamNameKey(a)).toBe(teamNameKey(b)));
  it.each([
    ['한빛', '한빚'],
    ['Alpha 1', 'Alpha 2'],
    ['Café', 'Cafe'],
    ['バス', 'パス'],
  ])('%j is another name than %j', (a, b) => expect(teamNameKey(a)).not.toBe(teamNameKey(b)));
});
