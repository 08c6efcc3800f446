import type { BoardId } from '@gac/shared/values';
import type { BoardFacts } from '../challenges/index.ts';
import type { EntryChange } from './board-rows.queries.ts';
import type { BoardRule } from './domain/board-rule.ts';
import { edgeOf } from './domain/distribution.ts';
import type { BoardEntry, OrderedBoard } from './domain/ordered-board.ts';
import { PastRanks } from './domain/past-ranks.ts';
import { teamSearch } from './team-search.ts';

/** The bytes of one window of rows. */
export interface WindowBytes {
  body: Buffer;
  etag: string;
}
interface Past {
  at: number;
  ranks: PastRanks | null;
  /** Changes that came while the past was being read. */
  missed: EntryChange[];
  reading: Promise<PastRanks>;
}
const MOST_PASTS = 8;
const MOST_LISTS = 32;
const MOST_ANSWERS = 256;

/** A map that forgets its oldest entry when it is full. */
export function remember<K, V>(map: Map<K, V>, key: K, value: V, most: number): V {
  const oldest = map.keys().next();
  if (map.size >= most && !oldest.done) map.delete(oldest.value);
  map.set(key, value);
  return value;
}

/** One board in memory: its rows in order, what it was some hours ago, and what was answered about this very version. */
export class BoardView {
  private readonly pasts = new Map<number, Past>();
  private readonly lists = new Map<string, readonly BoardEntry[]>();
  readonly answers = new Map<string, WindowBytes & { past: number }>();
  /** Set when the database may hold a newer version. */
  isStale = false;
  private knownSpread: { is: { best: number; worst: number } | null } | null = null;
  checkedAt = 0;

  constructor(
    readonly board: BoardFacts,
    readonly rule: BoardRule,
    readonly order: OrderedBoard,
    public version: number,
    public changedAt: Date,
  ) {}

  get boardId(): BoardId {
    return this.board.id;
  }

  /** Takes over changes in the order of their versions. */
  apply(changes: readonly EntryChange[]): void {
    for (const change of changes) {
      const isTeam = (change.now ?? this.order.get(change.entryId))?.teamId !== null;
      this.order.apply(change.entryId, change.now);
      this.version = change.seq;
      this.changedAt = change.at;
      if (change.rebuilt) this.pasts.clear();
      else if (isTeam) for (const past of this.pasts.values()) if (past.ranks) past.ranks.changed(change.entryId, change.keyBefore); else past.missed.push(change);
    }
    if (changes.length > 0) {
      this.knownSpread = null;
      this.lists.clear();
      this.answers.clear();
    }
  }

  /** Ranks at an instant, read once per instant and kept up to date. `hours` names the viewer's choice: a later instant replaces its past. */
  past(hours: number, at: Date, read: (at: Date, version: number) => Promise<Map<string, string | null>>): Promise<PastRanks> {
    const found = this.pasts.get(hours);
    if (found?.at === at.getTime()) return found.reading;
    const past: Past = { at: at.getTime(), ranks: null, missed: [], reading: Promise.resolve(null as never) };
    past.reading = read(at, this.version).then(
      (before) => {
        past.ranks = new PastRanks(this.order, before);
        for (const change of past.missed) past.ranks.changed(change.entryId, change.keyBefore);
        return past.ranks;
      },
      (error: unknown) => {
        this.pasts.delete(hours);
        throw error;
      },
    );
    this.pasts.delete(hours);
    remember(this.pasts, hours, past, MOST_PASTS);
    return past.reading;
  }

  /** Rows that match, in order; null when nothing is asked for and all do. */
  filtered(typed: string, country: string | undefined): readonly BoardEntry[] | null {
    const matches = teamSearch(typed);
    if (!matches && country === undefined) return null;
    const name = `${country ?? ''} ${typed}`;
    return this.lists.get(name) ?? remember(this.lists, name, this.order.entries.filter((entry) => (country === undefined || entry.country === country) && (!matches || matches(entry.search))), MOST_LISTS);
  }

  /** What an axis for all rows has to show: the primary column of the ranked teams, best to worst, stragglers aside. Null while it is hidden. */
  get spread(): { best: number; worst: number } | null {
    return (this.knownSpread ??= { is: this.readSpread() }).is;
  }
  private readSpread(): { best: number; worst: number } | null {
    const place = this.rule.shown.indexOf(this.rule.primary);
    const scores = this.rule.primaryShown ? this.order.entries.flatMap((entry) => (entry.teamId === null ? [] : (entry.scores[place] ?? []))) : [];
    const [best, worst] = [scores[0], edgeOf(scores)];
    return best === undefined || worst === undefined ? null : { best, worst };
  }

  keep(name: string, past: number, bytes: WindowBytes): void {
    remember(this.answers, name, { ...bytes, past }, MOST_ANSWERS);
  }
}
