import type { ReactNode } from 'react';
import type { ChallengeOutline, DraftGapView } from '../../../api/views.ts';
import { formatBytes } from '../../../lib/format.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { Tag } from '../../../ui/Tag.tsx';
import { Time } from '../../../ui/Time.tsx';
import { importMessages } from '../messages.ts';

function Part({ title, isEmpty, children }: { title: string; isEmpty: boolean; children: ReactNode }) {
  const m = useMessages(importMessages);
  return (
    <section className="i-part" aria-label={title}>
      <h3>{title}</h3>
      {isEmpty ? <p className="muted">{m.none}</p> : children}
    </section>
  );
}

function Phases({ phases }: Pick<ChallengeOutline, 'phases'>) {
  const m = useMessages(importMessages);
  const lang = useLang();
  return (
    <table className="o-table">
      <caption className="vh">{m.phases}</caption>
      <thead>
        <tr>
          {[m.phases, m.opens, m.closes, m.limits, m.takes].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {phases.map((phase) => (
          <tr key={phase.key}>
            <th scope="row">{phase.name[lang]}</th>
            <td data-label={m.opens} className="num">
              <Time at={phase.opensAt} />
            </td>
            <td data-label={m.closes} className="num">
              {phase.closesAt === null ? m.never : <Time at={phase.closesAt} />}
            </td>
            <td data-label={m.limits} className="num">
              {[phase.perDay === null ? '' : m.perDay(phase.perDay), phase.total === null ? '' : m.total(phase.total)]
                .filter((part) => part !== '')
                .join(' · ') || m.unlimited}
            </td>
            <td data-label={m.takes}>{phase.accepts.map((kind) => m.kinds[kind]).join(', ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Tasks({ tasks }: Pick<ChallengeOutline, 'tasks'>) {
  const m = useMessages(importMessages);
  const lang = useLang();
  return (
    <table className="o-table">
      <caption className="vh">{m.tasks}</caption>
      <thead>
        <tr>
          {[m.tasks, m.scorer, m.metrics, m.has].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {tasks.map((task) => (
          <tr key={task.key}>
            <th scope="row">{task.name[lang]}</th>
            <td data-label={m.scorer}>{m.scorers(task.scorer)}</td>
            <td data-label={m.metrics}>
              {task.metrics.map(({ key, direction }) => (
                <span key={key} className="i-metric">
                  <code>{key}</code>
                  {direction !== null && <span className="o-note">{m.better[direction]}</span>}
                </span>
              ))}
            </td>
            <td data-label={m.has}>
              {[
                task.hasReference ? m.hasParts.reference : '',
                task.hasInput ? m.hasParts.input : '',
                task.hasIngestion ? m.hasParts.ingestion : '',
              ]
                .filter((part) => part !== '')
                .join(', ') || m.none}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What becomes of an archive, or what a draft is now: phases with dates, tasks, boards, baselines, downloads. */
export function Outline({ outline }: { outline: ChallengeOutline }) {
  const m = useMessages(importMessages);
  const lang = useLang();
  const { phases, tasks, boards, baselines, data } = outline;
  const phaseName = (key: string): string => phases.find((phase) => phase.key === key)?.name[lang] ?? key;
  return (
    <>
      <Part title={m.phases} isEmpty={phases.length === 0}>
        <Phases phases={phases} />
      </Part>
      <Part title={m.tasks} isEmpty={tasks.length === 0}>
        <Tasks tasks={tasks} />
      </Part>
      <Part title={m.boards} isEmpty={boards.length === 0}>
        <ul className="i-items">
          {boards.map((board) => (
            <li key={board.key}>
              <b>{board.name[lang]}</b> · {phaseName(board.phase)} · {m.columnsOf}{' '}
              {board.columns.map((column) => (
                <code key={column}>{column} </code>
              ))}
            </li>
          ))}
        </ul>
      </Part>
      <Part title={m.baselines} isEmpty={baselines.length === 0}>
        <ul className="i-items">
          {baselines.map((baseline) => (
            <li key={`${baseline.name.en} ${baseline.phase}`}>
              <b>{baseline.name[lang]}</b> · {phaseName(baseline.phase)} · {m.kinds[baseline.kind]}
            </li>
          ))}
        </ul>
      </Part>
      <Part title={m.data} isEmpty={data.length === 0}>
        <ul className="i-items">
          {data.map((file) => (
            <li key={file.key}>
              <b>{file.name[lang]}</b> · <code>{file.key}</code> · <span className="num">{formatBytes(file.bytes)}</span> · {file.licence}
            </li>
          ))}
        </ul>
      </Part>
    </>
  );
}

/** What is still to be written, what is required first; places that lack the same stand together. */
export function GapList({ gaps }: { gaps: readonly DraftGapView[] }) {
  const m = useMessages(importMessages);
  if (gaps.length === 0) return <p className="muted">{m.none}</p>;
  const codes = [...new Set(gaps.map(({ code }) => code))];
  return (
    <ul className="i-gaps">
      {codes.map((code) => {
        const own = gaps.filter((gap) => gap.code === code);
        const required = own.some((gap) => gap.required);
        return (
          <li key={code}>
            <p>
              <Tag tone={required ? 'warn' : 'plain'}>{required ? m.required : m.optional}</Tag> {m.gap[code]}
            </p>
            <ul className="i-paths">
              {own.map(({ path }) => (
                <li key={path}>
                  <code>{path}</code>
                </li>
              ))}
            </ul>
          </li>
        );
      })}
    </ul>
  );
}
