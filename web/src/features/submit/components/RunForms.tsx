import { ENTRY_POINT_NAMES } from '@gac/shared/scoring/entry-points';
import type { PhaseView } from '../../../api/views.ts';
import { formatBytes, formatNumber, formatSpan } from '../../../lib/format.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { CodeLine } from '../../../ui/CodeLine.tsx';
import { buildCommand, saveCommand } from '../image-commands.ts';
import { submitMessages } from '../messages.ts';
import type { SubmitTask } from '../task.ts';

/** Memory is counted in powers of two everywhere a program could ask for it. */
const MIB = 1024 * 1024;

/** What one run may use. */
function RunLimits({ limits: { wallMs, cpuMs, memoryBytes } }: Pick<PhaseView, 'limits'>) {
  const m = useMessages(submitMessages);
  const lang = useLang();
  return (
    <>
      <p className="muted">{m.code.limits}</p>
      <dl className="run-limits num">
        <dt>{m.code.wall}</dt>
        <dd>{formatSpan(wallMs, lang)}</dd>
        <dt>{m.code.cpu}</dt>
        <dd>{formatSpan(cpuMs, lang)}</dd>
        <dt>{m.code.memory}</dt>
        <dd>{formatNumber(Math.floor(memoryBytes / MIB))} MiB</dd>
      </dl>
    </>
  );
}

/** Where a run leaves its predictions: in the one file that is scored, or as the scoring program wants them. */
const outputOf = ({ tasks: [first] }: PhaseView): string => `/app/output${typeof first?.output === 'string' ? `/${first.output}` : ''}`;

/** What a program is and what it may use. */
export function ProgramForm({ phase, task }: { phase: PhaseView; task: SubmitTask }) {
  const m = useMessages(submitMessages);
  return (
    <>
      <p>{m.code.accepted(formatBytes(task.maxBytes))}</p>
      <p>
        {m.code.command} {m.code.entry(phase.tasks[0]?.entry ?? ENTRY_POINT_NAMES.join(', '))}
      </p>
      <p>{m.code.files(outputOf(phase))}</p>
      <p>{m.code.sandbox}</p>
      <RunLimits limits={phase.limits} />
    </>
  );
}

/** What a container image is, how it is run, how one is made, and what it may use. */
export function ImageForm({ slug, phase, task }: { slug: string; phase: PhaseView; task: SubmitTask }) {
  const m = useMessages(submitMessages);
  const [first] = phase.tasks;
  const output = outputOf(phase);
  return (
    <>
      <p>{m.container.accepted(formatBytes(task.maxBytes))}</p>
      <p>{m.container.what}</p>
      <p>{first?.input ? m.container.files(output) : m.container.noInput(output)}</p>
      <p>{m.container.sandbox}</p>
      <p className="muted">{m.container.make}</p>
      <CodeLine what={m.container.make} code={buildCommand(slug, task.platform)} />
      <p className="muted">{m.container.save}</p>
      <CodeLine what={m.container.save} code={saveCommand(slug)} />
      <RunLimits limits={phase.limits} />
    </>
  );
}
