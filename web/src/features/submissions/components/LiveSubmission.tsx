import { isTerminal } from '@gac/shared/rules/lifecycle';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { SubmissionView } from '../../../api/views.ts';
import { formatNumber, formatScore } from '../../../lib/format.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { paths } from '../../../lib/paths.ts';
import { announce } from '../../../ui/Announcer.tsx';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { Link } from '../../../ui/Link.tsx';
import { LogPanel } from '../../../ui/LogPanel.tsx';
import { ErrorPanel } from '../../../ui/Panels.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { entriesOf } from '../log-texts.ts';
import { shownLines } from '../log.ts';
import { submissionMessages, type SubmissionMessages } from '../messages.ts';
import { useLiveSubmission } from '../useLiveSubmission.ts';
import { EndPanel } from './EndPanel.tsx';
import type { ShowFindings } from './FailureReason.tsx';
import { ResultPanel } from './ResultPanel.tsx';
import { Retire } from './Retire.tsx';
import { QueueNote, StageTrack } from './StageTrack.tsx';
import { TaskStates } from './TaskStates.tsx';
import '../submissions.css';

/** What a screen reader hears of a change: the state once, then score and rank. */
function spokenChange(before: SubmissionView, after: SubmissionView, m: SubmissionMessages): string | null {
  const score = after.scores[0];
  const parts = [
    after.state === before.state ? null : `${m.way}: ${m.states[after.state]}.`,
    score && before.scores.length === 0 ? `${m.columns.score} ${formatScore(score.value, score.decimals)}.` : null,
    after.rankChange && after.rankChange.after !== null && before.rankChange === null
      ? m.lines.ranked(
          after.rankChange.before === null ? '' : formatNumber(after.rankChange.before),
          formatNumber(after.rankChange.after),
          formatNumber(after.rankChange.teams),
        )
      : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(' ');
}
function useSpoken(view: SubmissionView | undefined, m: SubmissionMessages): void {
  const last = useRef<SubmissionView | undefined>(undefined);
  useEffect(() => {
    const text = view && last.current?.id === view.id ? spokenChange(last.current, view, m) : null;
    last.current = view;
    if (text !== null) announce(text);
  }, [view, m]);
}

export interface LiveSubmissionProps {
  id: string;
  findings: ShowFindings;
  /** Shown on another page than the submission's own: with a link there, and without the button to withdraw. */
  linked?: boolean;
  /** Called when it has come to its end, and whether that is a score. */
  onEnd?: (end: 'done' | 'failed') => void;
}
/** Receipt, states, queue, log and result of one submission, live (SU-9 to SU-12). */
export function LiveSubmission({ id, findings, linked = false, onEnd }: LiveSubmissionProps) {
  const m = useMessages(submissionMessages);
  const lang = useLang();
  const { view, problem, log, live, retry } = useLiveSubmission(id);
  useSpoken(view, m);
  const state = view?.state;
  const tell = useEffectEvent((end: 'done' | 'failed') => onEnd?.(end));
  useEffect(() => {
    if (state !== undefined && isTerminal(state)) tell(state === 'SCORED' ? 'done' : 'failed');
  }, [state]);
  if (!view) return problem ? <ErrorPanel problem={problem} onRetry={retry} /> : <Skeleton label={m.loading} rows={4} />;
  return (
    <div className="live">
      <p className="live-receipt">
        {m.receipt}{' '}
        <Link className="link num" href={paths.receipt(lang, view.receipt)}>
          {view.receipt}
        </Link>
        <CopyButton text={view.receipt} label={m.copy} name={m.copyReceipt} />
        {linked && (
          <Link className="link live-more" href={paths.submission(lang, view.challengeSlug, view.id)}>
            {m.details}
          </Link>
        )}
      </p>
      <StageTrack view={view} />
      <QueueNote view={view} />
      {view.scores.length > 0 && view.state !== 'FAILED' && <ResultPanel view={view} />}
      <EndPanel view={view} findings={findings} />
      <TaskStates evaluations={view.evaluations} findings={findings} />
      <div className="live-log">
        <p className="live-log-head">
          <b>{m.log}</b>
          {live !== null && (
            <span className="live-state" data-state={live}>
              {m.live[live]}
            </span>
          )}
        </p>
        <LogPanel label={m.log} lines={entriesOf(shownLines(log), m)} fileName={`${view.receipt}.log`} />
      </div>
      {!(linked && isTerminal(view.state)) && (
        <p className="live-act">
          <Retire row={view} />
        </p>
      )}
    </div>
  );
}
