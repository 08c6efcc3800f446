import type { BoardId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { Notifications } from '../../platform/db/notifications.ts';
import { problem } from '../../platform/http/problem.ts';
import { LiveStreams } from '../../platform/live/live-streams.ts';
import type { BoardFacts } from '../challenges/index.ts';
import { BoardRowsQueries } from './board-rows.queries.ts';
import { BoardView } from './board-view.ts';
import { boardRule, rowShape } from './domain/board-rule.ts';
import { OrderedBoard, type BoardEntry } from './domain/ordered-board.ts';
import { SCORE_BYTES } from './domain/sort-key.ts';
import { byCodeUnits } from './domain/sorted-keys.ts';
import { boardTopic } from './standing-writer.ts';

interface Slot {
  /** What of the definition the rows in memory were made by. */
  shape: string;
  view: Promise<BoardView>;
  checking: Promise<boolean> | null;
  next: Promise<boolean> | null;
  forget: () => void;
}
/** Notifications are hints: memory is compared with the database at least this often. */
const TRUST_MS = 2_000;
/** With more changes than this pending, reading everything anew is cheaper. */
const MOST_CHANGES = 5_000;

/** The boards in the memory of this process, kept equal to the database by its notifications. */
@Injectable()
export class BoardViews {
  private readonly slots = new Map<BoardId, Slot>();
  constructor(
    private readonly rows: BoardRowsQueries,
    private readonly live: LiveStreams,
    private readonly notifications: Notifications,
    private readonly clock: Clock,
  ) {}

  /** The board as the database has it now. Raises `unavailable` while its rows are not of the shape that its definition gives them. */
  async current(board: BoardFacts): Promise<BoardView> {
    const slot = this.slotOf(board);
    const view = await slot.view;
    if (this.isFresh(view) || (await this.check(slot, view))) return view;
    this.drop(board.id, slot);
    return this.slotOf(board).view;
  }

  /** Whether a view may be used without asking the database. */
  isFresh(view: BoardView): boolean {
    return !view.isStale && this.notifications.connected && Math.abs(this.clock.now().getTime() - view.checkedAt) < TRUST_MS;
  }

  private slotOf(board: BoardFacts): Slot {
    const shape = JSON.stringify([board.definition, board.columns]);
    const found = this.slots.get(board.id);
    if (found?.shape === shape) return found;
    if (found) this.drop(board.id, found);
    const slot: Slot = { shape, view: Promise.resolve(null as never), checking: null, next: null, forget: () => undefined };
    let heard = false;
    let view: BoardView | null = null;
    // Listening before reading: a change in between is seen by the first check.
    slot.forget = this.live.subscribe(boardTopic(board.id), () => {
      heard = true;
      if (view) view.isStale = true;
    });
    slot.view = this.load(board).then(
      (loaded) => {
        loaded.isStale = heard;
        return (view = loaded);
      },
      (error: unknown) => {
        this.drop(board.id, slot);
        throw error;
      },
    );
    this.slots.set(board.id, slot);
    return slot;
  }

  private drop(boardId: BoardId, slot: Slot): void {
    slot.forget();
    if (this.slots.get(boardId) === slot) this.slots.delete(boardId);
  }

  /** The version is read first: what changes while the rows are read is applied again by the next check. */
  private async load(board: BoardFacts): Promise<BoardView> {
    const rule = boardRule(board);
    const startedAt = this.clock.now();
    const version = await this.live.lastSeq(boardTopic(board.id));
    const entries = new Map<string, BoardEntry>();
    // A row that moved between two pages may be met twice; the check that follows puts it right.
    for await (const page of this.rows.pages(board.id, rule)) for (const entry of page) if (!entries.has(entry.entryId)) entries.set(entry.entryId, entry);
    // After the rows: a rebuild in between is seen too. Rows of another shape would stand under the wrong columns, hidden ones under shown ones.
    if (!(await this.isOfShape(board))) throw problem('unavailable', { retryAfterS: 1, what: 'leaderboard' });
    const sorted = [...entries.values()].sort((a, b) => byCodeUnits(a.key, b.key));
    const order = new OrderedBoard(sorted, SCORE_BYTES * rule.order.length, rule.ranking.ties);
    return new BoardView(board, rule, order, version, (await this.rows.lastChangeAt(board.id)) ?? startedAt);
  }

  private async isOfShape(board: BoardFacts): Promise<boolean> {
    const shape = await this.rows.shapeOf(board.id);
    return shape === null || shape === rowShape(board);
  }

  /** Compares with the database by a look that begins after this call; false when the view can't be mended. */
  private check(slot: Slot, view: BoardView): Promise<boolean> {
    if (slot.checking) {
      slot.next ??= slot.checking.catch(() => false).then(() => {
        slot.next = null;
        return this.check(slot, view);
      });
      return slot.next;
    }
    slot.checking = this.mend(view).finally(() => (slot.checking = null));
    return slot.checking;
  }

  private async mend(view: BoardView): Promise<boolean> {
    const at = this.clock.now().getTime();
    view.isStale = false;
    try {
      const version = await this.live.lastSeq(boardTopic(view.boardId));
      if (version !== view.version) {
        const changes = await this.rows.changesAfter(view.boardId, view.rule, view.version, MOST_CHANGES);
        if (changes.length === MOST_CHANGES || !(await this.isOfShape(view.board))) return false;
        view.apply(changes);
        if (view.version < version) return false;
      }
    } catch (error) {
      view.isStale = true;
      throw error;
    }
    view.checkedAt = at;
    return true;
  }
}
