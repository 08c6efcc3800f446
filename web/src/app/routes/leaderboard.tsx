import { useSearch } from '@tanstack/react-router';
import { BoardView } from '../../features/boards/components/BoardView.tsx';
import { boardMessages } from '../../features/boards/messages.ts';
import { boardSearchOf } from '../../features/boards/queries.ts';
import { useMessages } from '../../lib/lang.ts';
import { EmptyState } from '../../ui/Panels.tsx';
import { useChallenge } from './useChallenge.ts';

export function LeaderboardPage() {
  const m = useMessages(boardMessages);
  const { challenge, viewer } = useChallenge();
  const search = boardSearchOf(useSearch({ strict: false }));
  const board = challenge.boards.find(({ key }) => key === search.board) ?? challenge.boards[0];
  return board ? (
    <BoardView key={board.id} challenge={challenge} board={board} search={search} viewer={viewer} />
  ) : (
    <EmptyState title={m.noBoard} />
  );
}
