import type { ChallengeView, PhaseView } from '../../../api/views.ts';
import { useOrigin } from '../../../lib/api.ts';
import { useNow } from '../../../lib/clock.ts';
import { formatBytes, formatClock, formatNumber, formatSpan, KST } from '../../../lib/format.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { Link } from '../../../ui/Link.tsx';
import { paths } from '../../../lib/paths.ts';
import { CodeLine } from '../../../ui/CodeLine.tsx';
import { Time } from '../../../ui/Time.tsx';
import { isClosing } from '../gate.ts';
import { submitMessages } from '../messages.ts';
import type { SubmitTask } from '../task.ts';
import { curlCommands, gacCommand } from '../curl.ts';
import { ImageForm, ProgramForm } from './RunForms.tsx';

/** The server's clock beside the deadline; within ten minutes of it, which moment counts (SU-8). */
export function DeadlinePanel({ phase }: { phase: PhaseView }) {
  const m = useMessages(submitMessages);
  const lang = useLang();
  const now = useNow(1000);
  const closing = isClosing(phase, now);
  return (
    <section className="side" aria-labelledby="deadline-title">
      <h2 id="deadline-title">{m.deadline}</h2>
      {phase.closesAt === null ? <p>{m.noDeadline}</p> : <Time at={phase.closesAt} second="line" />}
      <p className="muted num">
        {m.serverClock} <span className="server-clock">{formatClock(now, KST, true)}</span> KST
      </p>
      {closing && phase.closesAt !== null && (
        <div className="closing">
          <p className="closing-left num" role="timer" aria-live="off">
            {m.closing(formatSpan(Math.max(0, Math.round((Date.parse(phase.closesAt) - now) / 1000) * 1000), lang))}
          </p>
          <p>{m.closingRule}</p>
        </div>
      )}
    </section>
  );
}
const ENDINGS: Readonly<Record<SubmitTask['kind'], string>> = { prediction: '.csv', code: '.zip', container: '.tar.gz' };

/** The form of the file, the challenge's own files, and the commands that do the same (SU-14). */
export function FormatPanel({ challenge, phase, task }: { challenge: ChallengeView; phase: PhaseView; task: SubmitTask }) {
  const m = useMessages(submitMessages);
  const lang = useLang();
  const files = [task.sample, task.example].filter((file) => file !== null);
  return (
    <section className="side" aria-labelledby="format-title">
      <h2 id="format-title">{m.format}</h2>
      {task.kind === 'prediction' && <TableForm task={task} />}
      {task.kind === 'code' && <ProgramForm phase={phase} task={task} />}
      {task.kind === 'container' && <ImageForm slug={challenge.slug} phase={phase} task={task} />}
      {files.length > 0 && (
        <p className="format-files">
          {files.map((file) => (
            <a key={file.key} className="link" href={file.url} download={file.fileName}>
              {file.name[lang]}
            </a>
          ))}
        </p>
      )}
      {task.afterJoining.length > 0 && (
        <p className="muted">
          {m.afterJoining(task.afterJoining.map(({ name }) => name[lang]).join(', '))}{' '}
          <Link className="link" href={paths.join(lang, challenge.slug)}>
            {m.gate.join}
          </Link>
        </p>
      )}
      <OtherWays
        slug={challenge.slug}
        phase={phase}
        kind={task.kind}
        fileName={task.example?.fileName ?? task.sample?.fileName ?? `${challenge.slug}${ENDINGS[task.kind]}`}
      />
    </section>
  );
}
function TableForm({ task }: { task: SubmitTask }) {
  const m = useMessages(submitMessages);
  if (task.format === null) return <p>{m.sizeOnly(formatBytes(task.maxBytes))}</p>;
  const header = [task.format.idColumn, ...task.format.columns.map(({ name }) => name)];
  return (
    <>
      <p>{m.accepted(formatBytes(task.maxBytes))}</p>
      <p className="num">{m.formatRows(formatNumber(task.rows))}</p>
      <p>
        <code className="format-header">
          {header.length <= 8 ? header.join(',') : `${header.slice(0, 4).join(',')},…,${header.at(-1) ?? ''}`}
        </code>
      </p>
    </>
  );
}
function OtherWays({ slug, phase, fileName, kind }: { slug: string; phase: PhaseView; fileName: string; kind: SubmitTask['kind'] }) {
  const m = useMessages(submitMessages);
  const origin = useOrigin();
  const commands = curlCommands(origin, phase.id, fileName, kind);
  return (
    <details className="ways">
      <summary>{m.otherWays}</summary>
      <p className="muted">{m.otherWaysGac}</p>
      <CodeLine what={m.otherWaysGac} code={gacCommand(origin, slug, phase.key, fileName, kind)} />
      <p className="muted">{m.otherWaysText}</p>
      <ol>
        {(['session', 'upload', 'submit', 'watch'] as const).map((name) => (
          <li key={name}>
            <p>{m.ways[name]}</p>
            <CodeLine what={m.ways[name]} code={commands[name]} />
          </li>
        ))}
      </ol>
      <p>
        <a className="link" href="/api/openapi.json">
          {m.contract}
        </a>
      </p>
    </details>
  );
}
