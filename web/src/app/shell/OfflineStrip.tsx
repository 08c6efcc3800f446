import { useConnection } from '../../lib/connection.ts';
import { formatClock, KST } from '../../lib/format.ts';
import { useMessages } from '../../lib/lang.ts';
import { shellMessages } from './messages.ts';

/** Stays while the server does not answer (G6). */
export function OfflineStrip() {
  const m = useMessages(shellMessages);
  const connection = useConnection();
  return <div role="alert">{connection.lost && <p className="strip">{m.offline(formatClock(connection.lostAt, KST, true))}</p>}</div>;
}
