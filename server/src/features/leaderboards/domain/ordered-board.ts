import type { LocalizedText, TeamId } from '@gac/shared/values';
import { afterPrefix, itself, lowerBound } from './sorted-keys.ts';

/** What a search looks at. */
export interface SearchKey {
  /** Team and affiliation as written: NFC, folded, single spaces. */
  text: string;
  /** The same taken apart into letters (한빛 -> ㅎㅏㄴㅂㅣㅊ), without spaces, so that a syllable still being typed matches. */
  letters: string;
  /** The first letter of each syllable (한빛 -> ㅎㅂ). */
  initials: string;
}
/** A row of a board as it may be shown, with the key that places it. */
export interface BoardEntry {
  entryId: string;
  /** Null for a baseline. */
  teamId: TeamId | null;
  baseline: LocalizedText | null;
  /** Bytes of the sort key as Latin-1 text. */
  key: string;
  /** Shown columns only. */
  scores: (number | null)[];
  trend: number[];
  team: string;
  country: string | null;
  affiliation: string;
  submissions: number;
  lastAt: string;
  search: SearchKey;
}
const keyOf = (entry: BoardEntry): string => entry.key;

/**
 * The rows of one board in order. A change costs a binary search and a move of the rows behind it; a rank is asked for by binary search, so
 * nothing is renumbered. Not a pure value: it is the memory of one board.
 */
export class OrderedBoard {
  private readonly byId = new Map<string, BoardEntry>();
  private readonly baselineKeys: string[];
  private readonly byCountry = new Map<string, number>();

  /** @param sorted rows in order of their keys; owned by the board from now on
   *  @param scoreBytes length of the score part of a key
   *  @param ties `shared`: equal score parts share a rank */
  constructor(
    private readonly sorted: BoardEntry[],
    private readonly scoreBytes: number,
    private readonly ties: 'shared' | 'strict',
  ) {
    for (const entry of sorted) {
      this.byId.set(entry.entryId, entry);
      this.count(entry, 1);
    }
    this.baselineKeys = sorted.filter((entry) => entry.teamId === null).map(keyOf);
  }

  get length(): number {
    return this.sorted.length;
  }
  /** Teams with a rank. */
  get teams(): number {
    return this.sorted.length - this.baselineKeys.length;
  }
  at(place: number): BoardEntry | undefined {
    return this.sorted[place];
  }
  get(entryId: string): BoardEntry | undefined {
    return this.byId.get(entryId);
  }
  get entries(): readonly BoardEntry[] {
    return this.sorted;
  }
  /** Ranked teams per country, most first, then by code. */
  get countries(): { country: string; teams: number }[] {
    return [...this.byCountry].map(([country, teams]) => ({ country, teams })).sort((a, b) => b.teams - a.teams || (a.country < b.country ? -1 : 1));
  }

  /** Puts an entry where its key belongs, or takes it away (`next` null). Applying the same twice changes nothing. */
  apply(entryId: string, next: BoardEntry | null): void {
    const old = this.byId.get(entryId);
    if (old) {
      this.sorted.splice(this.placeOf(old), 1);
      if (old.teamId === null) this.baselineKeys.splice(lowerBound(this.baselineKeys, old.key, itself), 1);
      this.byId.delete(entryId);
      this.count(old, -1);
    }
    if (!next) return;
    this.sorted.splice(lowerBound(this.sorted, next.key, keyOf), 0, next);
    if (next.teamId === null) this.baselineKeys.splice(lowerBound(this.baselineKeys, next.key, itself), 0, next.key);
    this.byId.set(entryId, next);
    this.count(next, 1);
  }

  /** Zero-based place among all rows. */
  placeOf(entry: BoardEntry): number {
    return lowerBound(this.sorted, entry.key, keyOf);
  }
  /** Ranked teams whose key is below `key`. */
  countBelow(key: string): number {
    return lowerBound(this.sorted, key, keyOf) - lowerBound(this.baselineKeys, key, itself);
  }
  /** The key below which everybody is strictly ahead of the holder of `key`. */
  aheadOf(key: string): string {
    return this.ties === 'shared' ? key.slice(0, this.scoreBytes) : key;
  }
  /** Null for a baseline. */
  rankOf(entry: BoardEntry): number | null {
    return entry.teamId === null ? null : 1 + this.countBelow(this.aheadOf(entry.key));
  }
  /** The rank a team would have with another key. */
  rankAs(entry: BoardEntry, key: string): number {
    const ahead = this.aheadOf(key);
    return 1 + this.countBelow(ahead) - (entry.key < ahead ? 1 : 0);
  }
  /** Whether another team has the same rank. */
  isTied(entry: BoardEntry): boolean {
    if (this.ties === 'strict' || entry.teamId === null) return false;
    const prefix = this.aheadOf(entry.key);
    return this.countBelow(afterPrefix(prefix)) - this.countBelow(prefix) > 1;
  }

  private count(entry: BoardEntry, by: 1 | -1): void {
    if (entry.teamId === null || entry.country === null) return;
    const teams = (this.byCountry.get(entry.country) ?? 0) + by;
    if (teams === 0) this.byCountry.delete(entry.country);
    else this.byCountry.set(entry.country, teams);
  }
}
