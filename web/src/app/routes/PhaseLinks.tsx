import type { PhaseView } from '../../api/views.ts';
import { useLang } from '../../lib/lang.ts';
import { paths } from '../../lib/paths.ts';
import { Link } from '../../ui/Link.tsx';

/** The phases of a challenge to choose from, by address; nothing when there is only one. */
export function PhaseLinks({
  label,
  phases,
  current,
  page,
  slug,
}: {
  label: string;
  phases: readonly PhaseView[];
  current: string;
  page: 'submit' | 'submissions';
  slug: string;
}) {
  const lang = useLang();
  if (phases.length < 2) return null;
  return (
    <nav className="list-filter" aria-label={label}>
      {phases.map(({ key, name }) => (
        <Link
          key={key}
          keepScroll
          className={key === current ? 'pill' : 'pill pill-off'}
          aria-current={key === current ? 'true' : undefined}
          href={`${paths[page](lang, slug)}?phase=${key}`}
        >
          {name[lang]}
        </Link>
      ))}
    </nav>
  );
}
