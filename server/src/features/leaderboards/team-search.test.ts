import { describe, expect, it } from '@jest/globals';
import { searchKey, teamSearch } from './team-search.ts';

describe('searching a team (LB-4)', () => {
  it.each([
    ['part of the name', '빛', '한빛 연구소', '', true],
    ['part of the affiliation', '대학', 'Kaizen', '한국대학교', true],
    ['case does not matter', 'KAIZEN', 'Kaizen', '', true],
    ['decomposed Hangul, as macOS writes it', '한빛'.normalize('NFD'), '한빛', '', true],
    ['decomposed accents', 'é'.normalize('NFD'), 'Équipe', '', true],
    ['first letters', 'ㅎㅂ', '한빛 연구소', '', true],
    ['first letters across a space', 'ㅂㅇㄱ', '한빛 연구소', '', true],
    ['first letters of the affiliation', 'ㅅㅇㄷ', 'Kaizen', '서울대학교', true],
    ['first letters of another team', 'ㅎㅅ', '한빛 연구소', '', false],
    ['letters of the name itself', 'ㅋㅋ', 'ㅋㅋ', '', true],
    ['a syllable still being typed', '한ㅂ', '한빛', '', true],
    ['a final consonant that will move on', '산', '사나래', '', true],
    ['without the space', '한빛연구', '한빛 연구소', '', true],
    ['more spaces than there are', '한빛   연구소', '한빛 연구소', '', true],
    ['Hangul typed with the Latin keyboard', 'gksqlc', '한빛', '', true],
    ['the same while it is being typed', 'gksq', '한빛', '', true],
    ['a double consonant typed with Shift', 'Qkfma', '빠름', '', true],
    ['Latin typed with the Hangul keyboard', 'ㅏ먀ㅋ두', 'Kaizen', '', true],
    ['one Latin letter is not a Hangul one', 'r', '가람', '', false],
    ['a Latin word that spells no syllables', 'team', '한빛', '', false],
    ['name and affiliation do not run together', 'kaizenlab', 'Kaizen', 'Lab', false],
    ['digits', '7', 'Team 7', '', true],
  ])('%s', (_what, typed, team, affiliation, found) => {
    expect(teamSearch(typed)?.(searchKey(team, affiliation))).toBe(found);
  });
  it.each(['', '   '])('nothing typed (%j) asks for nothing', (typed) => expect(teamSearch(typed)).toBeNull());
});
