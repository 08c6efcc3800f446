import { useEffect, useReducer, useRef, useState } from 'react';
import type { BoardChange } from '../../api/views.ts';
import { load, useApi } from '../../lib/api.ts';
import { openLive, type LiveState } from '../../lib/live.ts';
import { hold, nothingHeld, type Held } from './changes.ts';

/**
 * Follows a board from `version` (that of the rows on the screen): no gap between the first HTML and the stream.
 * `onOwn` gets changes of the viewer's own team, which are applied at once.
 */
export function useBoardLive(
  boardId: string,
  version: number,
  ownTeamId: string | null,
  onOwn: (change: BoardChange) => void,
): { held: Held; state: LiveState; applied: (version: number) => void } {
  const api = useApi();
  const [held, tell] = useReducer(hold, version, nothingHeld);
  const [state, setState] = useState<LiveState>('connecting');
  const latest = useRef({ ownTeamId, onOwn, version });
  useEffect(() => {
    latest.current = { ownTeamId, onOwn, version };
  });
  useEffect(() => {
    tell({ type: 'applied', version: latest.current.version });
    return openLive({
      url: `/api/boards/${boardId}/events`,
      lastEventId: String(latest.current.version),
      onState: setState,
      onEvent: (event) => {
        if (event.type === 'reset') tell({ type: 'reset' });
        if (event.type !== 'change') return;
        const change = JSON.parse(event.data) as BoardChange;
        tell({ type: 'change', change });
        if (change.teamId === latest.current.ownTeamId) latest.current.onOwn(change);
      },
      poll: () =>
        void load(api.GET('/api/boards/{boardId}/rows', { params: { path: { boardId }, query: { limit: 1 } } })).then(
          (window) => tell({ type: 'polled', version: window.version }),
          () => undefined,
        ),
    });
  }, [api, boardId]);
  // Rows that came in another way (a filter, a page) hold what happened until then.
  useEffect(() => tell({ type: 'applied', version }), [version]);
  return { held, state, applied: (next) => tell({ type: 'applied', version: next }) };
}
