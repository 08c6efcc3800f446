import { useEffect, useState, type ReactNode } from 'react';
import { loadProblemTexts, readyProblemTexts } from '../i18n/lazyProblems.ts';
import { networkProblem } from '../i18n/network-problem.ts';
import { catalog, useLang, useMessages } from '../lib/lang.ts';
import { paths } from '../lib/paths.ts';
import { isPassing, traceIdOf, type Problem, type ProblemCodeOnScreen } from '../lib/problems.ts';
import { Button } from './Button.tsx';
import { CopyButton } from './CopyButton.tsx';
import { Link } from './Link.tsx';

const messages = catalog(
  { plain: '문제가 생겼습니다', retry: '다시 시도', id: '오류 번호', copy: '복사', about: '이 문제에 대하여', copyId: '오류 번호 복사' },
  {
    plain: 'Something went wrong',
    retry: 'Try again',
    id: 'Error ID',
    copy: 'Copy',
    about: 'About this problem',
    copyId: 'Copy the error ID',
  },
);
/** The texts of a problem; null until they are there, or when they cannot be fetched. */
function useProblemText(code: ProblemCodeOnScreen) {
  const lang = useLang();
  const [texts, setTexts] = useState(readyProblemTexts);
  useEffect(() => {
    if (texts === null) loadProblemTexts().then(setTexts, () => undefined);
  }, [texts]);
  return texts?.[lang][code] ?? (code === 'network' ? networkProblem[lang] : null);
}
/** What happened, what is safe, one action, an id to copy (G5). `problem`: null for a fault in the page itself; then `traceId` names it. */
export function ErrorPanel({
  problem,
  safe,
  onRetry,
  action,
  traceId,
}: {
  problem: Problem;
  safe?: string;
  onRetry?: () => void;
  action?: ReactNode;
  traceId?: string | null;
}) {
  const m = useMessages(messages);
  const lang = useLang();
  const text = useProblemText(problem.code) ?? {
    title: 'title' in problem && problem.title !== '' ? problem.title : m.plain,
    meaning: '',
    remedy: '',
  };
  const id = traceId ?? traceIdOf(problem);
  // What the server says of this case holds both what happened and what helps; the texts of the code say the same in general.
  const words = 'detail' in problem && problem.detail !== '' ? [problem.detail] : [text.meaning, text.remedy].filter((word) => word !== '');
  return (
    <div className="panel panel-error" role="alert">
      <p className="panel-title">{text.title}</p>
      {words.map((word) => (
        <p key={word}>{word}</p>
      ))}
      {safe !== undefined && <p>{safe}</p>}
      <div className="panel-actions">
        {action ?? (onRetry && isPassing(problem) && <Button onClick={onRetry}>{m.retry}</Button>)}
        <Link className="link" href={paths.problem(lang, problem.code)}>
          {m.about}
        </Link>
        {id !== null && (
          <span className="trace">
            {m.id} <code>{id}</code>
            <CopyButton text={id} label={m.copy} name={m.copyId} />
          </span>
        )}
      </div>
    </div>
  );
}
/** What is not there yet, and the one thing to do about it. Never shown before the first answer (G4). */
export const EmptyState = ({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) => (
  <div className="empty">
    <p className="panel-title">{title}</p>
    {children !== undefined && <p className="muted">{children}</p>}
    {action}
  </div>
);
