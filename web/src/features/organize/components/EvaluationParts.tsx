import type { FailureClass } from '@gac/shared/rules/lifecycle';
import type { ReactNode } from 'react';
import type { EvaluationDetail } from '../../../api/views.ts';
import { useNow } from '../../../lib/clock.ts';
import { formatBytes, formatClock, formatNumber, formatSpan, KST } from '../../../lib/format.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { outcomeWords } from '../../../lib/outcome-words.ts';
import { paths } from '../../../lib/paths.ts';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { Link } from '../../../ui/Link.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { Time } from '../../../ui/Time.tsx';
import { detailMessages } from '../detail-messages.ts';
import { DeedButton } from './DeedButton.tsx';
import type { ShowState } from './RunningTable.tsx';

const GOOD: readonly string[] = ['passed', 'scored'];
/** Every number of the fencing token: who had it, when, and what became of it. */
export function Attempts({ view }: { view: EvaluationDetail }) {
  const m = useMessages(detailMessages).evaluation;
  const lang = useLang();
  const now = useNow(1000);
  if (view.attempts.length === 0) return <p className="muted">{m.noAttempts}</p>;
  const { columns } = m;
  return (
    <>
      <table className="o-table">
        <thead>
          <tr>
            {(['attempt', 'stage', 'worker', 'time', 'took', 'outcome'] as const).map((name) => (
              <th key={name} scope="col" className={name === 'took' ? 'n' : undefined}>
                {columns[name]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.attempts.map((attempt) => (
            <tr key={attempt.attempt}>
              <th scope="row" className="num">
                {formatNumber(attempt.attempt)}
              </th>
              <td data-label={columns.stage}>{m.stages[attempt.stage]}</td>
              <td data-label={columns.worker} className="o-id">
                {attempt.worker ?? '–'}
              </td>
              <td data-label={columns.time} className="num">
                {formatClock(attempt.startedAt, KST, true)}
                {attempt.endedAt !== null && `–${formatClock(attempt.endedAt, KST, true)}`}
              </td>
              <td data-label={columns.took} className="n num">
                {formatSpan(
                  Math.max(0, (attempt.endedAt === null ? now : Date.parse(attempt.endedAt)) - Date.parse(attempt.startedAt)),
                  lang,
                )}
              </td>
              <td data-label={columns.outcome}>
                {attempt.outcome === null ? (
                  <Tag tone="live">{m.open}</Tag>
                ) : (
                  <Tag
                    tone={
                      GOOD.includes(attempt.outcome)
                        ? 'ok'
                        : attempt.outcome === 'failed' || attempt.outcome === 'gave-back'
                          ? 'err'
                          : 'plain'
                    }
                  >
                    {m.outcomes[attempt.outcome]}
                  </Tag>
                )}
                {attempt.detail !== null && attempt.outcome !== 'failed' && <span className="o-note o-detail">{attempt.detail}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted">{m.attemptsText}</p>
    </>
  );
}

/** Class, what it means, what the team was told, and what only organizers see. */
export function FailureDetail({
  failure,
  classText,
}: {
  failure: NonNullable<EvaluationDetail['failure']>;
  classText: (failure: FailureClass) => string;
}) {
  const m = useMessages(detailMessages).evaluation;
  const reason = outcomeWords(failure.facts, useLang());
  return (
    <div className="panel panel-error">
      <p className="panel-title">
        {m.failure}: <code>{failure.class}</code>
      </p>
      <p>{reason === null ? classText(failure.class) : `${reason.what} ${reason.fix}`}</p>
      {failure.message !== null && (
        <p>
          <b>{m.told}:</b> {failure.message}
        </p>
      )}
      <p className="label">{m.detail}</p>
      <pre className="o-pre" tabIndex={0} aria-label={m.detail}>
        {failure.detail}
      </pre>
      <p className="trace">
        {m.reference} <code>{failure.reference}</code>
      </p>
    </div>
  );
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd className="num">{children}</dd>
  </div>
);
/** What was evaluated, by whom, and when. */
export function EvaluationFacts({ view }: { view: EvaluationDetail }) {
  const m = useMessages(detailMessages).evaluation;
  const lang = useLang();
  const { submission } = view;
  return (
    <section className="side" aria-labelledby="o-facts">
      <h2 id="o-facts">{m.facts}</h2>
      <dl>
        <Fact name={m.team}>{submission.team}</Fact>
        <Fact name={m.challenge}>
          <Link className="link" href={paths.organizeSubmissions(lang, view.challenge.slug)}>
            {view.challenge.title[lang]}
          </Link>
        </Fact>
        <Fact name={`${m.phase} · ${m.task}`}>{`${view.phase[lang]} · ${view.task[lang]}`}</Fact>
        <Fact name={m.file}>{`${submission.fileName} · ${formatBytes(submission.bytes)}`}</Fact>
        <Fact name="SHA-256">
          <code className="hash">{submission.sha256}</code> <CopyButton text={submission.sha256} label={m.copy} name={m.copyHash} />
        </Fact>
        <Fact name={m.lease}>
          {view.lease ? m.leaseOf(view.lease.worker ?? '–', `${formatClock(view.lease.until, KST, true)} KST`) : m.noLease}
        </Fact>
        <Fact name={m.created}>
          <Time at={view.createdAt} />
        </Fact>
        {view.startedAt !== null && (
          <Fact name={m.started}>
            <Time at={view.startedAt} />
          </Fact>
        )}
        {view.endedAt !== null && (
          <Fact name={m.ended}>
            <Time at={view.endedAt} />
          </Fact>
        )}
        {view.scores.map(({ key, value }) => (
          <Fact key={key} name={`${m.scores}: ${key}`}>
            {String(value)}
          </Fact>
        ))}
      </dl>
    </section>
  );
}

/** What may be done now, each asked once more. */
export function EvaluationActions({ view, classText }: { view: EvaluationDetail; classText: (failure: FailureClass) => string }) {
  const m = useMessages(detailMessages).evaluation;
  const target = { id: view.id, attempt: view.attempt, receipt: view.submission.receipt };
  return (
    <section className="side" aria-labelledby="o-actions">
      <h2 id="o-actions">{m.actions}</h2>
      {view.actions.length === 0 ? (
        <p className="muted">{m.noActions}</p>
      ) : (
        <p className="o-actions">
          {view.actions.map((kind) => (
            <DeedButton
              key={kind}
              look="secondary"
              deed={{ kind: kind === 'requeue' && view.state === 'FAILED' ? 'again' : kind, ...target }}
              classText={classText}
            />
          ))}
        </p>
      )}
    </section>
  );
}

/** The whole output of each program, as it was stored. */
export function Logs({ view }: { view: EvaluationDetail }) {
  const m = useMessages(detailMessages).evaluation;
  if (view.logs.length === 0) return <p className="muted">{m.noLogs}</p>;
  return (
    <ul className="o-list">
      {view.logs.map(({ name, bytes }) => (
        <li key={name} className="o-line">
          <a className="link" href={`/api/evaluations/${view.id}/logs/${name}`} target="_blank" rel="noreferrer">
            <code>{name}</code>
          </a>
          <span className="num muted">{formatBytes(bytes)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Earlier and later evaluations of the same task. */
export function OtherEvaluations({ view, state }: { view: EvaluationDetail; state: ShowState }) {
  const m = useMessages(detailMessages).evaluation;
  const lang = useLang();
  return (
    <ul className="o-list">
      {view.others.map((other) => (
        <li key={other.id}>
          <Link className="link num" href={paths.organizeEvaluation(lang, other.id)}>
            <Time at={other.createdAt} second="none" />
          </Link>{' '}
          {state(other.state)} {other.current && <Tag>{m.latest}</Tag>}
        </li>
      ))}
    </ul>
  );
}
