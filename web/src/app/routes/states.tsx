import { useRouter, useRouterState, type ErrorComponentProps } from '@tanstack/react-router';
import { catalog, useLang, useMessages } from '../../lib/lang.ts';
import { paths } from '../../lib/paths.ts';
import { problemOf } from '../../lib/problems.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { ErrorPanel } from '../../ui/Panels.tsx';
import { titles } from '../titles.ts';

const messages = catalog(
  {
    missingText: '주소가 바뀌었거나, 처음부터 없었거나, 공개되지 않은 페이지입니다.',
    home: '챌린지 목록',
    forbidden: '볼 수 없는 페이지입니다',
    signInFirst: '로그인이 필요합니다',
    signIn: '로그인',
    safe: '이미 접수된 제출과 저장된 내용은 그대로 있습니다.',
  },
  {
    missingText: 'Its address changed, it never existed, or it is not public.',
    home: 'All challenges',
    forbidden: 'You may not see this page',
    signInFirst: 'Please sign in',
    signIn: 'Sign in',
    safe: 'Received submissions and everything saved are still there.',
  },
);
/** 404: also for what one may not know of. */
export function MissingPage() {
  const m = useMessages(messages);
  const t = useMessages(titles);
  const lang = useLang();
  return (
    <div className="wrap page stack">
      <p className="muted num">404</p>
      <h1 className="page-title">{t.missing}</h1>
      <p>{m.missingText}</p>
      <p>
        <LinkButton href={paths.home(lang)}>{m.home}</LinkButton>
      </p>
    </div>
  );
}
/** A short id for faults of the page itself, which no server has seen: the same error gives the same id. */
function faultId(error: unknown): string {
  const text = error instanceof Error ? `${error.name}:${error.message}` : String(error);
  let hash = 2166136261;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619);
  return `web-${(hash >>> 0).toString(16).padStart(8, '0')}`;
}
/** Whatever a route could not do: refused, forbidden, down, or a fault of ours with its id. */
export const BrokenPage = (props: ErrorComponentProps) => (
  <div className="wrap page">
    <Broken {...props} />
  </div>
);
/** The same under the header of a challenge, which has the `h1` already (G1). */
export const BrokenTab = (props: ErrorComponentProps) => <Broken {...props} isTab />;
function Broken({ error, reset, isTab = false }: ErrorComponentProps & { isTab?: boolean }) {
  const m = useMessages(messages);
  const t = useMessages(titles);
  const lang = useLang();
  const router = useRouter();
  const href = useRouterState({ select: ({ location }) => location.href });
  const problem = problemOf(error);
  const signedOut = problem?.code === 'unauthenticated';
  const title = signedOut ? m.signInFirst : problem?.code === 'forbidden' ? m.forbidden : t.broken;
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <div className="stack">
      {isTab ? <h2 className="section-title">{title}</h2> : <h1 className="page-title">{title}</h1>}
      <ErrorPanel
        problem={problem ?? { code: 'fault', status: 500, traceId: faultId(error), type: '', title: '', detail: '' }}
        safe={signedOut || problem?.code === 'forbidden' ? undefined : m.safe}
        onRetry={retry}
        action={
          signedOut ? (
            <LinkButton look="primary" href={`${paths.signIn(lang)}?next=${encodeURIComponent(href)}`}>
              {m.signIn}
            </LinkButton>
          ) : undefined
        }
      />
    </div>
  );
}
