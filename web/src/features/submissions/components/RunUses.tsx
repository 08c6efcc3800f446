import type { EvaluationView } from '../../../api/views.ts';
import { formatBytes, formatNumber, formatShort, formatSpan } from '../../../lib/format.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { submissionMessages } from '../messages.ts';

type Use = NonNullable<NonNullable<EvaluationView['record']>['uses']>[number];
/** Beyond it the bar says that the limit is near. */
const NEARLY = 0.9;

/** Drawn as SVG: no style attribute, so the strict content security policy holds in server HTML too. */
function Bar({ name, value, limit, text }: { name: string; value: number; limit: number; text: string }) {
  const share = Math.min(1, value / limit);
  return (
    <div>
      <dt>{name}</dt>
      <dd className="num">
        <svg role="meter" aria-label={name} aria-valuemin={0} aria-valuemax={limit} aria-valuenow={Math.min(value, limit)} aria-valuetext={text}>
          <rect className="bg" width="100%" height="9" />
          <rect className={share > NEARLY ? 'near' : 'fg'} width={`${Math.max(1, Math.round(share * 100))}%`} height="9" />
        </svg>
        {text}
      </dd>
    </div>
  );
}

function UseOf({ use }: { use: Use }) {
  const m = useMessages(submissionMessages);
  const lang = useLang();
  const { limits } = use;
  const of = (used: string, limit: string): string => m.ofLimit(used, limit);
  return (
    <>
      <p className="record-head">
        <b>{m.steps[use.step]}</b> <span className="muted num">{use.exitCode === null ? m.ended : m.exit(String(use.exitCode))}</span>
      </p>
      <dl className="record uses">
        <Bar
          name={m.useOf.cpu}
          value={use.cpuMs}
          limit={limits.cpuMs}
          text={of(formatShort(use.cpuMs, lang), formatSpan(limits.cpuMs, lang))}
        />
        <Bar
          name={m.useOf.wall}
          value={use.wallMs}
          limit={limits.wallMs}
          text={of(formatShort(use.wallMs, lang), formatSpan(limits.wallMs, lang))}
        />
        <Bar
          name={m.useOf.memory}
          value={use.peakBytes}
          limit={limits.memoryBytes}
          text={of(formatBytes(use.peakBytes), formatBytes(limits.memoryBytes))}
        />
        <Bar
          name={m.useOf.pids}
          value={use.pidsPeak}
          limit={limits.pids}
          text={of(formatNumber(use.pidsPeak), formatNumber(limits.pids))}
        />
      </dl>
      {use.contended && <p className="muted">{m.contended}</p>}
    </>
  );
}

/** What each of the participant's programs used of what it was allowed; nothing where none ran. */
export function RunUses({ uses }: { uses: readonly Use[] | undefined }) {
  const m = useMessages(submissionMessages);
  if (uses === undefined || uses.length === 0) return null;
  return (
    <section className="run-uses" aria-label={m.uses}>
      <p className="record-head">
        <b>{m.uses}</b>
      </p>
      {uses.map((use, at) => (
        <UseOf key={`${use.step}${String(at)}`} use={use} />
      ))}
    </section>
  );
}
