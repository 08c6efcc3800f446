import type { EvaluationView, SubmissionView } from '../../../api/views.ts';
import { formatBytes, formatShort, formatSpan } from '../../../lib/format.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { isolationWords, runtimeWords, scorerWords } from '../../../lib/record-words.ts';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { Time } from '../../../ui/Time.tsx';
import { submissionMessages } from '../messages.ts';
import { NoteEditor } from './NoteEditor.tsx';
import { RunUses } from './RunUses.tsx';

/** File, hash, who, when and the note. */
export function SubmissionFacts({ view }: { view: SubmissionView }) {
  const m = useMessages(submissionMessages);
  return (
    <section className="side" aria-labelledby="facts-title">
      <h2 id="facts-title">{m.facts}</h2>
      <dl>
        <div>
          <dt>{m.note}</dt>
          <dd>
            <NoteEditor row={view} />
          </dd>
        </div>
        <div>
          <dt>{m.file}</dt>
          <dd>{view.fileName}</dd>
        </div>
        <div>
          <dt>{m.size}</dt>
          <dd className="num">{formatBytes(view.bytes)}</dd>
        </div>
        <div>
          <dt>SHA-256</dt>
          <dd>
            <code className="hash">{view.sha256}</code> <CopyButton text={view.sha256} label={m.copy} name={m.copyHash} />
          </dd>
        </div>
        <div>
          <dt>{m.received}</dt>
          <dd>
            <Time at={view.receivedAt} second="line" seconds />
          </dd>
        </div>
        <div>
          <dt>{m.by}</dt>
          <dd>{view.submittedBy}</dd>
        </div>
      </dl>
    </section>
  );
}
type Recorded = Pick<EvaluationView, 'id' | 'taskName' | 'record'> & Partial<Pick<EvaluationView, 'logs'>>;
/** What the submitted program printed, whole. */
function WholeLogs({ id, logs }: Pick<EvaluationView, 'id' | 'logs'>) {
  const m = useMessages(submissionMessages);
  return (
    <>
      <p className="record-head">
        <b>{m.wholeLogs}</b>
      </p>
      <ul>
        {logs.map(({ name, bytes }) => (
          <li key={name}>
            <a className="link" href={`/api/evaluations/${id}/logs/${name}`} target="_blank" rel="noreferrer">
              <code>{name}</code>
            </a>{' '}
            <span className="num muted">{formatBytes(bytes)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
function Record({ evaluation }: { evaluation: Recorded }) {
  const m = useMessages(submissionMessages);
  const lang = useLang();
  const { record } = evaluation;
  const f = m.fields;
  return (
    <>
      <p className="record-head">
        <b>{m.task(evaluation.taskName[lang])}</b>
      </p>
      {record === null ? (
        <p className="muted">{m.recordNone}</p>
      ) : (
        <dl className="record">
          {(
            [
              [f.scorer, scorerWords(record.scorer, lang)],
              [f.scorerSha256, <code key="s">{record.scorerSha256}</code>],
              [f.dataSha256, <code key="d">{record.dataSha256}</code>],
              [f.runtime, runtimeWords(record.runtime, lang)],
              ...(record.image ? [[f.image, <code key="i">{record.image.configSha256}</code>] as const] : []),
              ...(record.image && record.image.manifestSha256 !== null ? [[f.manifest, <code key="m">{record.image.manifestSha256}</code>] as const] : []),
              ...(record.sandbox ? [[f.sandbox, `${record.sandbox.driver} ${record.sandbox.version}`] as const] : []),
              [f.isolation, isolationWords(record.isolation, lang)],
              [f.limits, `${formatSpan(record.limits.wallMs, lang)} · ${formatBytes(record.limits.memoryBytes)}`],
              [f.worker, record.worker],
              [f.time, formatShort(Date.parse(record.endedAt) - Date.parse(record.startedAt), lang)],
              [f.cpu, formatShort(record.cpuMs, lang)],
              [f.memory, formatBytes(record.peakBytes)],
              ...(record.seed === null ? [] : [[f.seed, String(record.seed)] as const]),
            ] as const
          ).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="num">{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <RunUses uses={record?.uses} />
      {evaluation.logs !== undefined && evaluation.logs.length > 0 && <WholeLogs id={evaluation.id} logs={evaluation.logs} />}
    </>
  );
}
/** What is needed to compute the score again (C-13). */
export function Records({ evaluations }: { evaluations: readonly Recorded[] }) {
  const m = useMessages(submissionMessages);
  return (
    <section className="records" aria-labelledby="record-title">
      <h2 id="record-title" className="section-title">
        {m.record}
      </h2>
      <p className="muted">{m.recordText}</p>
      {evaluations.map((evaluation) => (
        <Record key={evaluation.id} evaluation={evaluation} />
      ))}
    </section>
  );
}
