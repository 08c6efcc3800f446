import type { ReactNode } from 'react';
import type { ReceiptView } from '../../../api/views.ts';
import { formatBytes, formatNumber, formatScore, formatSpan } from '../../../lib/format.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { paths } from '../../../lib/paths.ts';
import { isolationWords, scorerWords } from '../../../lib/record-words.ts';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { Link } from '../../../ui/Link.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { Time } from '../../../ui/Time.tsx';
import { receiptMessages } from '../messages.ts';
import '../receipts.css';

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd className="num">{children}</dd>
  </div>
);
function Scores({ view }: { view: ReceiptView }) {
  const m = useMessages(receiptMessages);
  const lang = useLang();
  return (
    <section className="r-scores" aria-labelledby="scores-title">
      <h2 id="scores-title" className="section-title">
        {m.scores}
      </h2>
      {view.scores.length === 0 ? (
        <p className="muted">{m.noScores}</p>
      ) : (
        <dl>
          {view.scores.map((score) => (
            <div key={score.key}>
              <dt>{score.name[lang]}</dt>
              <dd className="num">{formatScore(score.value, score.decimals)}</dd>
            </div>
          ))}
        </dl>
      )}
      {view.privateHidden && <p className="muted">{m.hidden}</p>}
    </section>
  );
}
function Records({ view }: { view: ReceiptView }) {
  const m = useMessages(receiptMessages);
  const lang = useLang();
  const f = m.fields;
  return (
    <section className="records" aria-labelledby="record-title">
      <h2 id="record-title" className="section-title">
        {m.record}
      </h2>
      <p className="muted">{m.recordText}</p>
      {view.evaluations.map(({ taskName, record }) => (
        <div key={taskName.en}>
          <p className="record-head">
            <b>{m.task(taskName[lang])}</b>
          </p>
          {record === null ? (
            <p className="muted">{m.recordNone}</p>
          ) : (
            <dl className="record">
              <Fact name={f.artifactSha256}>
                <code>{record.artifactSha256}</code>
              </Fact>
              <Fact name={f.scorer}>{scorerWords(record.scorer, lang)}</Fact>
              <Fact name={f.scorerSha256}>
                <code>{record.scorerSha256}</code>
              </Fact>
              <Fact name={f.dataSha256}>
                <code>{record.dataSha256}</code>
              </Fact>
              <Fact name={f.runtime}>{record.runtime}</Fact>
              <Fact name={f.isolation}>{isolationWords(record.isolation, lang)}</Fact>
              <Fact name={f.limits}>{`${formatSpan(record.limits.wallMs, lang)} · ${formatBytes(record.limits.memoryBytes)}`}</Fact>
              <Fact name={f.worker}>{record.worker}</Fact>
              <Fact name={f.started}>
                <Time at={record.startedAt} seconds />
              </Fact>
              <Fact name={f.ended}>
                <Time at={record.endedAt} seconds />
              </Fact>
              <Fact name={f.cpu}>{`${formatNumber(record.cpuMs, record.cpuMs < 10 ? 1 : 0)} ms`}</Fact>
              <Fact name={f.memory}>{formatBytes(record.peakBytes)}</Fact>
              {record.seed !== null && <Fact name={f.seed}>{String(record.seed)}</Fact>}
            </dl>
          )}
        </div>
      ))}
    </section>
  );
}
/** Everything a receipt says, readable without an account. */
export function ReceiptDetails({ view }: { view: ReceiptView }) {
  const m = useMessages(receiptMessages);
  const lang = useLang();
  const f = m.facts;
  return (
    <>
      <dl className="r-facts">
        <Fact name={f.received}>
          <Time at={view.receivedAt} second="line" seconds />
        </Fact>
        <Fact name={f.state}>
          <Tag
            tone={
              view.state === 'SCORED'
                ? 'ok'
                : view.state === 'FAILED' || view.state === 'INVALID' || view.state === 'DISQUALIFIED'
                  ? 'err'
                  : 'plain'
            }
          >
            {m.states[view.state]}
          </Tag>
        </Fact>
        <Fact name={f.challenge}>
          <Link className="link" href={paths.challenge(lang, view.challenge.slug)}>
            {view.challenge.title[lang]}
          </Link>
        </Fact>
        <Fact name={f.phase}>{view.phase[lang]}</Fact>
        <Fact name={f.team}>{view.team === '' ? m.baseline : view.team}</Fact>
        <Fact name={f.bytes}>{formatBytes(view.bytes)}</Fact>
        <div className="r-hash">
          <dt>{f.hash}</dt>
          <dd>
            <code className="hash">{view.sha256}</code> <CopyButton text={view.sha256} label={m.copy} name={m.copyHash} />
          </dd>
        </div>
      </dl>
      <Scores view={view} />
      <Records view={view} />
    </>
  );
}
