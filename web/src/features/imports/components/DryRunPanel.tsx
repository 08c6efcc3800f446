import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { DryRunSolution, DryRunTask, ImportView } from '../../../api/views.ts';
import { attempt, useApi } from '../../../lib/api.ts';
import { formatBytes } from '../../../lib/format.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { Button } from '../../../ui/Button.tsx';
import { ErrorPanel } from '../../../ui/Panels.tsx';
import { Tag, type TagTone } from '../../../ui/Tag.tsx';
import { TimeAgo } from '../../../ui/Time.tsx';
import { importMessages } from '../messages.ts';
import { importQuery } from '../queries.ts';

const TONES: Record<ImportView['dryRun']['state'], TagTone> = {
  none: 'plain',
  queued: 'plain',
  running: 'live',
  passed: 'ok',
  failed: 'err',
};

function TaskResult({ id, solution, task }: { id: string; solution: number; task: DryRunTask }) {
  const m = useMessages(importMessages);
  const lang = useLang();
  const { failure } = task;
  const printed = task.logs.filter(({ bytes }) => bytes > 0);
  return (
    <li className="i-task">
      <p className="i-place">
        <b>{task.name}</b> <Tag tone={task.status === 'SCORED' ? 'ok' : 'err'}>{task.status === 'SCORED' ? m.scored : m.unscored}</Tag>{' '}
        <span className="muted num">{m.took((task.wallMs / 1000).toFixed(1), formatBytes(task.peakBytes))}</span>
      </p>
      {task.scores.length > 0 && (
        <ul className="i-scores num">
          {task.scores.map(({ split, key, value, isComputed }) => (
            <li key={`${split ?? ''} ${key}`}>
              <code>{split === null ? key : `${split}: ${key}`}</code> <b>{value}</b>{' '}
              {isComputed && <span className="muted">{m.computed}</span>}
            </li>
          ))}
        </ul>
      )}
      {failure && (
        <p>
          <code>{failure.class}</code> {failure.message[lang]}{' '}
          {failure.detail !== null && <span className="muted">[{failure.detail}]</span>}
        </p>
      )}
      {task.ignored.length > 0 && <p className="muted">{m.ignored(task.ignored.join(', '))}</p>}
      {task.warnings.map((warning) => (
        <p key={warning.en} className="muted">
          {warning[lang]}
        </p>
      ))}
      {printed.length > 0 && (
        <details className="o-details" open={failure !== null}>
          <summary>
            {m.log}: {task.name}
          </summary>
          {printed.map(({ name, tail }) => (
            <div key={name}>
              <p className="o-note">
                <a className="link" href={`/api/organize/imports/${id}/dry-run/${solution}/${task.index}/${name}`}>
                  {m.wholeLog(name)}
                </a>
              </p>
              <pre className="o-pre" tabIndex={0} aria-label={name}>
                {tail}
              </pre>
            </div>
          ))}
        </details>
      )}
    </li>
  );
}

function Solution({ id, solution }: { id: string; solution: DryRunSolution }) {
  const m = useMessages(importMessages);
  const lang = useLang();
  const name = solution.name === '' ? `${m.solution} ${solution.index}` : solution.name;
  return (
    <section className="i-part" aria-label={name}>
      <h3>{name}</h3>
      {solution.problem && <p>{solution.problem[lang]}</p>}
      <ul>
        {solution.tasks.map((task) => (
          <TaskResult key={task.index} id={id} solution={solution.index} task={task} />
        ))}
      </ul>
    </section>
  );
}

/** The solutions that came along, run and scored here; the results stay. */
export function DryRunPanel({ view }: { view: ImportView }) {
  const m = useMessages(importMessages);
  const lang = useLang();
  const api = useApi();
  const client = useQueryClient();
  const { dryRun, id } = view;
  const { queryKey } = importQuery(api, id);
  const run = useMutation({
    mutationFn: () => attempt(api.POST('/api/organize/imports/{id}/dry-run', { params: { path: { id } } })),
    onSuccess: (result) => {
      if (result.ok) client.setQueryData(queryKey, result.data);
    },
  });
  const isOpen = dryRun.state === 'queued' || dryRun.state === 'running';
  return (
    <>
      <p className="muted">{dryRun.solutions === 0 ? m.noSolutions : m.dryRunText}</p>
      {dryRun.solutions > 0 && (
        <p className="i-run">
          <Button look={dryRun.state === 'none' ? 'primary' : 'secondary'} busy={isOpen || run.isPending} onClick={() => run.mutate()}>
            {dryRun.state === 'none' ? m.runNow(dryRun.solutions) : isOpen ? m.dryStates[dryRun.state] : m.runAgain}
          </Button>
          <span role="status">
            <Tag tone={TONES[dryRun.state]}>{m.dryStates[dryRun.state]}</Tag>
          </span>
          {dryRun.endedAt !== null && !isOpen && (
            <span className="muted num">
              <TimeAgo at={dryRun.endedAt} />
            </span>
          )}
        </p>
      )}
      {run.data?.ok === false && <ErrorPanel problem={run.data.problem} />}
      {dryRun.problem && <p role="alert">{dryRun.problem[lang]}</p>}
      {dryRun.results.map((solution) => (
        <Solution key={solution.index} id={id} solution={solution} />
      ))}
    </>
  );
}
