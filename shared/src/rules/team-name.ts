import { accept, refuse, type Decision } from '../values.ts';

export const TEAM_NAME_MIN = 2;
export const TEAM_NAME_MAX = 40;
/** As in the contract: one grapheme may hide a pile of combining marks. */
const MAX_UNITS = 80;

/** Letters that look like a Latin letter or digit, by the letter they are compared as. Small on purpose: names people do use. */
const CONFUSABLES: Readonly<Record<string, string>> = {
  o: '0οоօ',
  l: '1iıіι|ӏ',
  a: 'аα',
  c: 'сϲ',
  e: 'еҽ',
  h: 'һ',
  j: 'јϳ',
  k: 'κк',
  p: 'рρ',
  s: 'ѕ5',
  x: 'хχ',
  y: 'у',
  d: 'ԁ',
  q: 'ԛ',
  w: 'ԝ',
  v: 'νѵ',
  m: 'м',
  t: 'τт',
};
const FOLD = new Map(Object.entries(CONFUSABLES).flatMap(([latin, others]) => [...others].map((other) => [other, latin] as const)));
const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

export interface TeamName {
  /** As shown: NFC, single spaces, no spaces around. */
  name: string;
  /** Two names of a challenge must differ in this (see `teamNameKey`). */
  key: string;
}
export interface TeamNameRefusal {
  code: 'team-name-invalid';
  min: number;
  max: number;
}

/**
 * What names are compared by: NFKC, case folded, without spaces, punctuation and invisible characters, look-alike letters of Cyrillic,
 * Greek and digits as Latin (after Unicode TR 39, reduced). Empty when the name has neither letter, digit nor symbol.
 */
export function teamNameKey(name: string): string {
  // Upper then lower case is the closest JavaScript has to case folding (ß, ς).
  const folded = name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
  const kept = folded.replace(/[\s\p{P}\p{C}\p{Default_Ignorable_Code_Point}]/gu, '');
  return [...kept].map((letter) => FOLD.get(letter) ?? letter).join('');
}

/** A team's name made fit to store, or a refusal: 2 to 40 graphemes, no control or direction characters, something visible in it (TM-4). */
export function checkTeamName(typed: string): Decision<TeamName, TeamNameRefusal> {
  const name = typed.normalize('NFC').trim().replace(/\s+/gu, ' ');
  const graphemes = [...segmenter.segment(name)].length;
  const isReadable = !/[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/u.test(name);
  const key = teamNameKey(name);
  const fits = graphemes >= TEAM_NAME_MIN && graphemes <= TEAM_NAME_MAX && name.length <= MAX_UNITS;
  if (!fits || !isReadable || key === '') return refuse({ code: 'team-name-invalid', min: TEAM_NAME_MIN, max: TEAM_NAME_MAX });
  return accept({ name, key });
}
