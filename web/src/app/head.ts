import type { Lang } from '@gac/shared/values';
import { titles } from './titles.ts';

interface Meta {
  title?: string;
  name?: string;
  content?: string;
}
/** What a match of the router tells of itself. */
interface Match {
  status: string;
  _notFound?: boolean;
  meta?: unknown;
}
/** Whether the address leads to nothing that there is. */
export const isMissing = ({ status, _notFound }: Pick<Match, 'status' | '_notFound'>): boolean =>
  status === 'notFound' || _notFound === true;

/** Title and description of the page: those of the innermost route that has them; a page that is missing or could not be loaded has its own. */
export function headOf(matches: readonly Match[], lang: Lang): { title: string; description: string } {
  const t = titles[lang];
  if (matches.some(isMissing)) return { title: t.page(t.missing), description: '' };
  if (matches.some(({ status }) => status === 'error')) return { title: t.page(t.broken), description: '' };
  const metas = matches.flatMap(({ meta }) => (meta ?? []) as Meta[]);
  return {
    title: metas.findLast(({ title }) => title !== undefined)?.title ?? t.site,
    description: metas.findLast(({ name }) => name === 'description')?.content ?? t.description,
  };
}
