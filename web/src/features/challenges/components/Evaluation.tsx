import type { ChallengeView, MetricView, PhaseView } from '../../../api/views.ts';
import { formatBytes, formatNumber } from '../../../lib/format.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { detailMessages } from '../details.ts';
import { formulaOf } from '../formulas.ts';
import { challengeMessages } from '../messages.ts';

type Task = PhaseView['tasks'][number];

function Metric({ metric }: { metric: MetricView }) {
  const m = useMessages(detailMessages);
  const c = useMessages(challengeMessages);
  const lang = useLang();
  const formula = formulaOf(metric.metric, lang);
  return (
    <section className="file">
      <h3>{metric.name[lang]}</h3>
      {formula && (
        <>
          <div className="formula" tabIndex={0} role="region" aria-label={`${m.formula}: ${metric.name[lang]}`}>
            {formula.math}
          </div>
          <p>{formula.where}</p>
          <p>
            <b>{m.example}</b> {formula.example}
          </p>
        </>
      )}
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
function FileFormat({ task }: { task: Task }) {
  const m = useMessages(detailMessages);
  const { format } = task;
  const range = (column: Task['format']['columns'][number]): string =>
    column.labels
      ? column.labels.join(', ')
      : [column.min, column.max].some((bound) => bound !== undefined)
        ? `${column.min ?? ''} – ${column.max ?? ''}`
        : '';
  return (
    <>
      <h3>{m.file}</h3>
      <p className="num">
        {m.maxSize(formatBytes(format.maxBytes), formatBytes(format.maxInflatedBytes))} · {m.rows(formatNumber(task.rows))}
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
/** CH-5: what is compared with what, how, by which code, and how ties are treated. */
export function Evaluation({ challenge }: { challenge: ChallengeView }) {
  const m = useMessages(detailMessages);
  const lang = useLang();
  const phase = challenge.phaseDetails.find(({ status }) => status === 'open') ?? challenge.phaseDetails[0];
  const board = challenge.boards[0];
  return (
    <>
      <h2 className="section-title">{m.evaluation}</h2>
      <p className="prose">{m.split}</p>
      {phase?.tasks.map((task) => (
        <section key={task.key} className="eval-task phases stack">
          <h2 className="section-title">
            {m.task}: {task.name[lang]}
          </h2>
          <FileFormat task={task} />
          {task.metrics.map((metric) => (
            <Metric key={metric.key} metric={metric} />
          ))}
          <p className="muted">
            {m.dataHash} <code>{task.dataSha256}</code>
          </p>
        </section>
      ))}
      {board && (
        <section className="phases prose" id="ties">
          <h2 className="section-title">{m.tiesTitle}</h2>
          <p>{m.ties[board.ties]}</p>
          <p>
            {m.represents[board.represents]} {m.compare}
          </p>
        </section>
      )}
    </>
  );
}
