import { ENTRY_POINT_NAMES } from '@gac/shared/scoring/entry-points';
import type { PhaseView } from '../../../api/views.ts';
import { formatBytes } from '../../../lib/format.ts';
import { useMessages } from '../../../lib/lang.ts';
import { handInMessages } from '../hand-in-messages.ts';

type Task = PhaseView['tasks'][number];
type Accepted = PhaseView['accepts'][number];

/** Where a run finds its input and leaves its output. */
function Places({ task }: { task: Task }) {
  const m = useMessages(handInMessages);
  return (
    <dl className="file-facts">
      {task.input && (
        <div>
          <dt>{m.reads(formatBytes(task.input.bytes))}</dt>
          <dd>
            <code>/app/input_data</code>
          </dd>
        </div>
      )}
      <div>
        <dt>{m.writes}</dt>
        <dd>
          <code>/app/output{task.output !== null && `/${task.output}`}</code>
        </dd>
      </div>
    </dl>
  );
}
/** What is handed in besides predictions: a zip with a program, or an image. Nothing for predictions, whose form is a table. */
export function HandIn({ accepted, task }: { accepted: Accepted; task: Task }) {
  const m = useMessages(handInMessages);
  if (accepted.kind === 'prediction') return null;
  const isProgram = accepted.kind === 'code';
  return (
    <section className="file">
      <h3>{isProgram ? m.program : m.image}</h3>
      <p>
        {isProgram ? m.programForm(formatBytes(accepted.maxBytes)) : m.imageForm(formatBytes(accepted.maxBytes), accepted.platform ?? '')}
      </p>
      {isProgram ? (
        <>
          <p>
            {m.start} <code>command: python3 main.py</code>
          </p>
          <p>
            {task.entry === null ? m.guess : m.entry} <code>{task.entry ?? ENTRY_POINT_NAMES.join(', ')}</code>
          </p>
        </>
      ) : (
        <p>{m.imageStart}</p>
      )}
      <p>{isProgram ? m.sandbox : m.sandboxImage}</p>
      <Places task={task} />
    </section>
  );
}
