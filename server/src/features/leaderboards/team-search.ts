import { convertHangulToQwerty, convertQwertyToHangul, disassemble, getChoseong } from 'es-hangul';
import type { SearchKey } from './domain/ordered-board.ts';

/** Between team and affiliation; nobody can type it. */
const BORDER = '\u0000';
const HANGUL = /[가-힣ㄱ-ㅎㅏ-ㅣ]/;
const SYLLABLE = /[가-힣]/;
const INITIALS_ONLY = /^[ㄱ-ㅎ]+$/;
/** Typed Hangul: whole syllables, the last one perhaps not finished. */
const TYPED = /^[가-힣]+[ㄱ-ㅎ]?$/;

const fold = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
const unspaced = (text: string): string => text.replaceAll(' ', '');

/** The key of a team. Names in Latin letters need no second form. */
export function searchKey(team: string, affiliation: string): SearchKey {
  const text = `${fold(team)}${BORDER}${fold(affiliation)}`;
  if (!SYLLABLE.test(text)) return { text, letters: unspaced(text), initials: '' };
  return { text, letters: unspaced(disassemble(text)), initials: text.split(BORDER).map((part) => unspaced(getChoseong(part))).join(BORDER) };
}

/**
 * Whether a team is meant by what was typed: part of its name or affiliation, first letters of its syllables ("ㅎㅂ"), or either of them
 * typed on the other keyboard ("gksqlc" -> 한빛, "ㅏ먀ㅋ두" -> kaizen) (LB-4). Null when nothing was asked for.
 */
export function teamSearch(typed: string): ((key: SearchKey) => boolean) | null {
  const text = fold(typed);
  if (text === '') return null;
  const bare = unspaced(text);
  if (INITIALS_ONLY.test(bare)) return (key) => key.initials.includes(bare) || key.text.includes(text);
  const written = [text];
  const letters: string[] = [];
  if (HANGUL.test(bare)) {
    letters.push(disassemble(bare));
    written.push(fold(convertHangulToQwerty(typed.normalize('NFC'))));
  } else {
    // Shift matters on a Hangul keyboard, so what was typed is converted before it is folded.
    const hangul = unspaced(convertQwertyToHangul(typed.normalize('NFC').trim()).replace(/\s+/g, ' '));
    if (TYPED.test(hangul)) letters.push(disassemble(hangul));
    letters.push(bare);
  }
  return (key) => written.some((part) => key.text.includes(part)) || letters.some((part) => key.letters.includes(part));
}
