import type { BundlePage } from '../bundle.ts';
import type { Cursor } from '../definition/cursor.ts';
import type { References } from '../definition/references.ts';
import type { Need } from '../definition/scalars.ts';

/** The page whose file a cursor names; null when it can't be had, which is reported. */
export async function pageAt(
  file: Cursor,
  title: string,
  role: BundlePage['role'],
  need: Need,
  references: References,
): Promise<BundlePage | null> {
  const found = references.file(file, need);
  const text = found && (await references.text(found));
  if (found === null || text === null) return null;
  if (text.trim() === '') file.say('empty-file', { name: found.path });
  return { title, file: found.path, text, kind: /\.html?$/i.test(found.path) ? 'html' : 'markdown', role };
}

const ROLES: readonly [RegExp, BundlePage['role']][] = [
  [/terms|rules|규칙|약관/i, 'terms'],
  [/evaluat|metric|평가/i, 'evaluation'],
  [/overview|introduction|description|welcome|home|개요|소개/i, 'overview'],
  [/submi|제출/i, 'guidelines'],
  [/\bdata(set)?s?\b|데이터|자료/i, 'data'],
];
/** What a page is for, guessed from its title where the format does not say it. */
export const roleOf = (title: string): BundlePage['role'] => ROLES.find(([pattern]) => pattern.test(title))?.[1] ?? 'page';
