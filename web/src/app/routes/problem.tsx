import { useParams } from '@tanstack/react-router';
import { PROBLEMS } from '@gac/shared/problems';
import { problemTexts } from '../../i18n/problems.ts';
import { catalog, useLang, useMessages } from '../../lib/lang.ts';
import { MissingPage } from './states.tsx';

const messages = catalog(
  {
    status: 'HTTP 상태',
    code: '코드',
    type: '이 주소는 API의 오류 응답(RFC 9457, application/problem+json)에 적히는 type입니다.',
    meaning: '뜻',
    remedy: '해결 방법',
  },
  {
    status: 'HTTP status',
    code: 'Code',
    type: 'This address is the `type` of an error answer of the API (RFC 9457, application/problem+json).',
    meaning: 'What it means',
    remedy: 'What helps',
  },
);
const isKnown = (code: string): code is keyof typeof PROBLEMS | 'network' | 'unreadable' =>
  code in PROBLEMS || code === 'network' || code === 'unreadable';
/** The documentation page of one problem code: the `type` of RFC 9457. */
export function ProblemPage() {
  const { code = '' }: { code?: string } = useParams({ strict: false });
  const m = useMessages(messages);
  const lang = useLang();
  if (!isKnown(code)) return <MissingPage />;
  const text = problemTexts[lang][code];
  const status = code in PROBLEMS ? PROBLEMS[code as keyof typeof PROBLEMS].status : null;
  return (
    <article className="wrap page stack">
      <p className="muted">
        {m.code} <code>{code}</code>
        {status !== null && (
          <span className="num">
            {' '}
            · {m.status} {status}
          </span>
        )}
      </p>
      <h1 className="page-title">{text.title}</h1>
      <div className="prose stack">
        <h2 className="section-title">{m.meaning}</h2>
        <p>{text.meaning}</p>
        {text.remedy !== '' && (
          <>
            <h2 className="section-title">{m.remedy}</h2>
            <p>{text.remedy}</p>
          </>
        )}
        {status !== null && <p className="muted">{m.type}</p>}
      </div>
    </article>
  );
}
