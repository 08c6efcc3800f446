import type { SubmissionKind } from '@gac/shared/contract/definition';
import { useMessages } from '../../../lib/lang.ts';
import { submitMessages } from '../messages.ts';

/** What to submit, where a phase takes several kinds; nothing where there is no choice. */
export function KindChoice({ kinds, chosen, onChoose }: { kinds: readonly SubmissionKind[]; chosen: SubmissionKind; onChoose: (kind: SubmissionKind) => void }) {
  const m = useMessages(submitMessages);
  if (kinds.length < 2) return null;
  return (
    <fieldset className="kind-choice">
      <legend>{m.kindNav}</legend>
      {kinds.map((kind) => (
        <label key={kind}>
          <input type="radio" name="kind" checked={kind === chosen} onChange={() => onChoose(kind)} />
          {m.kinds[kind]}
        </label>
      ))}
    </fieldset>
  );
}
