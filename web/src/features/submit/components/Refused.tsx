import type { ProblemFinding } from '../../../api/views.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { paths } from '../../../lib/paths.ts';
import type { Problem } from '../../../lib/problems.ts';
import { Button, LinkButton } from '../../../ui/Button.tsx';
import { ErrorPanel } from '../../../ui/Panels.tsx';
import type { Flow } from '../flow.ts';
import { submitMessages } from '../messages.ts';
import { FindingList } from './FindingList.tsx';

const findingOf = (problem: Problem): ProblemFinding | null => ('finding' in problem ? problem.finding : null);

/** Why the server did not take it, what is safe, and the one thing that helps. */
export function Refused({ flow, slug, onAgain }: { flow: Extract<Flow, { step: 'refused' }>; slug: string; onAgain: () => void }) {
  const m = useMessages(submitMessages);
  const lang = useLang();
  const { problem, uploadId } = flow;
  const finding = findingOf(problem);
  if (finding !== null)
    return (
      <>
        <ErrorPanel problem={problem} />
        <FindingList findings={[finding]} total={1} />
      </>
    );
  const helps: Partial<Record<Problem['code'], { href: string; label: string }>> = {
    unauthenticated: { href: `${paths.signIn(lang)}?next=${encodeURIComponent(paths.submit(lang, slug))}`, label: m.gate.signIn },
    'not-joined': { href: paths.join(lang, slug), label: m.gate.join },
    'rules-outdated': { href: paths.challenge(lang, slug, 'rules'), label: m.gate.seeRules },
  };
  const help = helps[problem.code];
  const action = help ? (
    <LinkButton look="primary" href={help.href}>
      {help.label}
    </LinkButton>
  ) : (
    <Button onClick={onAgain}>{uploadId === null ? m.tryAgain : m.tryReceipt}</Button>
  );
  return <ErrorPanel problem={problem} safe={m.refusedSafe} action={action} />;
}
