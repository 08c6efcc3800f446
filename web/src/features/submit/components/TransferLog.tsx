import { useState } from 'react';
import { formatNumber } from '../../../lib/format.ts';
import { useClock } from '../../../lib/clock.ts';
import { useMessages } from '../../../lib/lang.ts';
import { LogPanel, type LogEntry } from '../../../ui/LogPanel.tsx';
import type { Flow } from '../flow.ts';
import { submitMessages } from '../messages.ts';
import { PART_BYTES, partsOf } from '../../../lib/transport.ts';

interface Seen {
  entries: LogEntry[];
  part: number;
  waiting: boolean;
}
/** What happens in the browser until the server's own log begins. */
export function TransferLog({ flow }: { flow: Extract<Flow, { step: 'send' | 'register' }> }) {
  const m = useMessages(submitMessages);
  const clock = useClock();
  const parts = partsOf(flow.file.bytes);
  const part = flow.step === 'register' ? parts : Math.floor(flow.sent / PART_BYTES);
  const waiting = flow.step === 'register' ? flow.waiting : flow.pace === 'waiting';
  const { rows, warnings, delimiter } = flow.check.report;
  const entry = (key: string, text: string, mark?: string): LogEntry => ({
    key,
    at: new Date(clock.now()).toISOString(),
    text,
    ...(mark === undefined ? {} : { mark }),
  });
  const [seen, setSeen] = useState<Seen>(() => ({
    entries: [entry('checked', m.logChecked(delimiter === null ? null : formatNumber(rows), warnings))],
    part: 0,
    waiting: false,
  }));
  // Lines are made as the state passes by; React repeats the render at once with them in.
  if (part !== seen.part || waiting !== seen.waiting) {
    const news = [
      ...(waiting && !seen.waiting ? [entry(`w${seen.entries.length}`, m.logWaits)] : []),
      ...(part > seen.part ? [entry(`p${part}`, m.logPart(part, parts), `${part}/${parts}`)] : []),
    ];
    setSeen({ entries: [...seen.entries, ...news], part, waiting });
  }
  return <LogPanel label={m.log} lines={seen.entries} fileName="upload.log" tools={false} />;
}
