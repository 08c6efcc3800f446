import type { EvaluationView } from '../../../api/views.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { submissionMessages } from '../messages.ts';
import { FailureReason, type ShowFindings } from './FailureReason.tsx';
import { StateTag } from './StateTag.tsx';

export type TaskState = Pick<EvaluationView, 'id' | 'taskName' | 'state' | 'failure'>;

/** How far each task has come, and which one failed why (C-12). With one task the submission says it all. */
export function TaskStates({ evaluations, findings }: { evaluations: readonly TaskState[]; findings: ShowFindings }) {
  const m = useMessages(submissionMessages);
  const lang = useLang();
  if (evaluations.length < 2) return null;
  return (
    <section className="tasks" aria-label={m.tasks}>
      <p className="tasks-title">
        <b>{m.tasks}</b>
      </p>
      <ul>
        {evaluations.map(({ id, taskName, state, failure }) => (
          <li key={id}>
            <p>
              {taskName[lang]} <StateTag state={state} />
            </p>
            {failure !== null && (
              <>
                <p className="muted">
                  <code>{failure.class}</code> · {m.side[failure.side]}
                </p>
                <FailureReason failure={failure} findings={findings} />
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
