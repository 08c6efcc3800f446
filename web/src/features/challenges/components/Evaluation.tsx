import type { MetricDef } from '@gac/shared/scoring/metric';
import { METRICS } from '@gac/shared/scoring/metrics/registry';
import type { BoardSummary, ChallengeView, MetricView, PhaseView } from '../../../api/views.ts';
import { formatBytes, formatNumber, formatScore, formatSpan } from '../../../lib/format.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { tieAnchor } from '../../../lib/paths.ts';
import { detailMessages } from '../details.ts';
import { challengeMessages } from '../messages.ts';
import { HandIn } from './HandIn.tsx';

type Format = NonNullable<PhaseView['tasks'][number]['format']>;

/** A few rows, and what the metric says of them. */
function Example({ metric: { name, example }, decimals }: { metric: MetricDef; decimals: number }) {
  const m = useMessages(detailMessages);
  const lang = useLang();
  return (
    <div className="example">
      <table className="table num">
        <thead>
          <tr>
            <th scope="col">{m.truth}</th>
            <th scope="col">{m.prediction}</th>
          </tr>
        </thead>
        <tbody>
          {example.rows.map(([truth, prediction], i) => (
            <tr key={i}>
              <td>{truth}</td>
              <td>{prediction}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        {example.about[lang]}
        <br />
        <b className="num">
          {name[lang]} = {formatScore(example.value, decimals)}
        </b>
      </p>
    </div>
  );
}
/** How a metric of the catalogue is computed: the very text, formula, example and source that stand beside its code in `shared`. */
function Computation({ metric, decimals }: { metric: MetricDef; decimals: number }) {
  const m = useMessages(detailMessages);
  const lang = useLang();
  const { about, formula, source } = metric;
  return (
    <>
      <p>{about[lang]}</p>
      {/* MathML of our own catalogue; React's JSX types do not know its elements. */}
      <div
        className="formula"
        tabIndex={0}
        role="region"
        aria-label={`${m.formula}: ${metric.name[lang]}`}
        dangerouslySetInnerHTML={{ __html: formula.mathml }}
      />
      <h4 className="example-title">{m.example}</h4>
      <Example metric={metric} decimals={decimals} />
      <p>
        {m.method}{' '}
        <a className="link" href={source.url}>
          {source.title}
        </a>
      </p>
    </>
  );
}
function Metric({ metric }: { metric: MetricView }) {
  const m = useMessages(detailMessages);
  const c = useMessages(challengeMessages);
  const lang = useLang();
  const definition = METRICS.get(metric.metric ?? '');
  return (
    <section className="file">
      <h3>{metric.name[lang]}</h3>
      {definition && <Computation metric={definition} decimals={metric.decimals} />}
      <dl className="file-facts">
        <div>
          <dt>{m.direction}</dt>
          <dd>{c.better[metric.direction]}</dd>
        </div>
        <div>
          <dt>{m.decimals}</dt>
          <dd className="num">{metric.decimals}</dd>
        </div>
        <div>
          <dt>{m.codeHash}</dt>
          <dd>
            <code>{metric.codeSha256}</code>
          </dd>
        </div>
      </dl>
    </section>
  );
}
/** The table that is handed in, or that a program has to write (`written`: its name). */
function FileFormat({ format, rows, written }: { format: Format; rows: number; written: string | null }) {
  const m = useMessages(detailMessages);
  const range = (column: Format['columns'][number]): string =>
    column.labels
      ? column.labels.join(', ')
      : [column.min, column.max].some((bound) => bound !== undefined)
        ? `${column.min ?? ''} – ${column.max ?? ''}`
        : '';
  return (
    <>
      <h3>{written === null ? m.file : m.written(written)}</h3>
      <p className="num">
        {m.maxSize(formatBytes(format.maxBytes), formatBytes(format.maxInflatedBytes))} · {m.rows(formatNumber(rows))}
      </p>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{m.columns.name}</th>
              <th scope="col">{m.columns.kind}</th>
              <th scope="col">{m.columns.range}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <td>
                <code>{format.idColumn}</code>
              </td>
              <td>{m.idColumn}</td>
              <td />
            </tr>
            {format.columns.map((column) => (
              <tr key={column.name}>
                <td>
                  <code>{column.name}</code>
                </td>
                <td>{m.kinds[column.kind]}</td>
                <td>{range(column)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {format.rowRule === 'rows-sum-to-one' && <p>{m.rowSum}</p>}
    </>
  );
}
/** Memory is counted in powers of two everywhere a program could ask for it. */
const MIB = 1024 * 1024;
/** What a run of a participant's program may use; a file of predictions is not run. */
function RunLimits({ phase: { accepts, limits } }: { phase: PhaseView }) {
  const m = useMessages(detailMessages);
  const lang = useLang();
  if (!accepts.some(({ kind }) => kind !== 'prediction')) return null;
  const { wallMs, cpuMs, memoryBytes, pids, diskBytes, outputBytes } = limits;
  const mib = (bytes: number): string => `${formatNumber(Math.floor(bytes / MIB))} MiB`;
  return (
    <section className="phases">
      <h2 className="section-title">{m.limitsTitle}</h2>
      <p className="prose">{m.limitsText}</p>
      <dl className="file-facts">
        {(
          [
            [m.limits.wall, formatSpan(wallMs, lang)],
            [m.limits.cpu, formatSpan(cpuMs, lang)],
            [m.limits.memory, mib(memoryBytes)],
            [m.limits.pids, formatNumber(pids)],
            [m.limits.disk, mib(diskBytes)],
            [m.limits.output, mib(outputBytes)],
          ] as const
        ).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
const takesPredictions = ({ accepts }: PhaseView): boolean => accepts.some(({ kind }) => kind === 'prediction');
/** In which order columns are compared, and what happens to teams that are equal in all of them. */
function TieRule({ board: { columns, order, ties } }: { board: BoardSummary }) {
  const m = useMessages(detailMessages);
  const lang = useLang();
  const names = order.map((key) => columns.find((column) => column.key === key)?.name[lang] ?? key);
  if (names.length < 2) return <p>{m.ties[ties]}</p>;
  return (
    <>
      <p>{m.tieBreak(names.join(', '))}</p>
      <p>
        {m.tieAll} {m.ties[ties]}
      </p>
    </>
  );
}
/** CH-5: what is compared with what, how, by which code, within which limits, and how ties are treated. */
export function Evaluation({ challenge }: { challenge: ChallengeView }) {
  const m = useMessages(detailMessages);
  const lang = useLang();
  const phase = challenge.phaseDetails.find(({ status }) => status === 'open') ?? challenge.phaseDetails[0];
  return (
    <>
      <h2 className="section-title">{m.evaluation}</h2>
      <p className="prose">{m.split}</p>
      {phase?.tasks.map((task) => (
        <section key={task.key} className="eval-task phases stack">
          <h2 className="section-title">
            {m.task}: {task.name[lang]}
          </h2>
          {phase.accepts.map((accepted) => (
            <HandIn key={accepted.kind} accepted={accepted} task={task} />
          ))}
          {task.format && <FileFormat format={task.format} rows={task.rows} written={takesPredictions(phase) ? null : task.output} />}
          {task.metrics.map((metric) => (
            <Metric key={metric.key} metric={metric} />
          ))}
          {task.dataSha256 !== null && (
            <p className="muted">
              {m.dataHash} <code>{task.dataSha256}</code>
            </p>
          )}
        </section>
      ))}
      {phase && <RunLimits phase={phase} />}
      {challenge.boards.length > 0 && (
        <section className="phases prose" id="ties">
          <h2 className="section-title">{m.tiesTitle}</h2>
          {challenge.boards.map((board) => (
            // Boards may differ in their rule, and each one links to its own.
            <section key={board.key} id={tieAnchor(board.key)}>
              {challenge.boards.length > 1 && <h3>{board.name[lang]}</h3>}
              <TieRule board={board} />
              <p>
                {m.represents[board.represents]} {m.compare}
              </p>
            </section>
          ))}
        </section>
      )}
    </>
  );
}
