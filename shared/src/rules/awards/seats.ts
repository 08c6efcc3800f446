import { NONE, type Market } from './market.ts';

/** Who holds a place where, kept in the programs' and the hosts' order, so that the worst of either is at hand. */
export class Seats {
  /** Program of each applicant, NONE without. */
  readonly placed: Int32Array;
  readonly #market: Market;
  readonly #ofProgram: number[][];
  readonly #ofHost: number[][];

  constructor(market: Market) {
    this.#market = market;
    this.placed = new Int32Array(market.applicants.length).fill(NONE);
    this.#ofProgram = market.programs.map(() => []);
    this.#ofHost = market.hosts.map(() => []);
  }

  /** Applicants a program holds, best first. */
  at(program: number): readonly number[] {
    return this.#ofProgram[program] as number[];
  }

  add(applicant: number, program: number): void {
    const { rank, host } = this.#market.programs[program] as Market['programs'][number];
    insert(this.#ofProgram[program] as number[], applicant, rank);
    if (host !== NONE) insert(this.#ofHost[host] as number[], applicant, (this.#market.hosts[host] as Market['hosts'][number]).rank);
    this.placed[applicant] = program;
  }

  remove(applicant: number): void {
    const program = this.placed[applicant] as number;
    if (program === NONE) return;
    const { rank, host } = this.#market.programs[program] as Market['programs'][number];
    take(this.#ofProgram[program] as number[], applicant, rank);
    if (host !== NONE) take(this.#ofHost[host] as number[], applicant, (this.#market.hosts[host] as Market['hosts'][number]).rank);
    this.placed[applicant] = NONE;
  }

  /** Whom a program, or its host, holds beyond capacity and likes least; NONE when there is room for all. */
  surplus(program: number): number {
    const { capacity, host } = this.#market.programs[program] as Market['programs'][number];
    const held = this.#ofProgram[program] as number[];
    if (held.length > capacity) return held[held.length - 1] as number;
    if (host === NONE) return NONE;
    const all = this.#ofHost[host] as number[];
    return all.length > (this.#market.hosts[host]?.capacity ?? Infinity) ? (all[all.length - 1] as number) : NONE;
  }

  /** Removes whoever is beyond capacity at a program; who they were. */
  settle(program: number): number[] {
    const out: number[] = [];
    for (let worst = this.surplus(program); worst !== NONE; worst = this.surplus(program)) {
      this.remove(worst);
      out.push(worst);
    }
    return out;
  }

  /** Whether all of `wishes` (applicant, program) could be held at once if the programs chose anew; nothing changes. */
  wouldHold(wishes: readonly (readonly [number, number])[]): boolean {
    const before = new Map(wishes.map(([applicant]) => [applicant, this.placed[applicant] as number]));
    for (const [applicant] of wishes) this.remove(applicant);
    const moved: [number, number][] = [];
    for (const [applicant, program] of wishes) if (program !== NONE) this.add(applicant, program);
    for (const [, program] of wishes) {
      if (program === NONE) continue;
      for (let worst = this.surplus(program); worst !== NONE; worst = this.surplus(program)) {
        moved.push([worst, this.placed[worst] as number]);
        this.remove(worst);
      }
    }
    const isHeld = wishes.every(([applicant, program]) => this.placed[applicant] === program);
    for (const [applicant] of wishes) this.remove(applicant);
    for (const [applicant, program] of moved) if (!before.has(applicant)) this.add(applicant, program);
    for (const [applicant, program] of before) if (program !== NONE) this.add(applicant, program);
    return isHeld;
  }
}

/** Place of `applicant` in a list ordered by `rank`. */
function placeOf(list: readonly number[], applicant: number, rank: ReadonlyMap<number, number>): number {
  const own = rank.get(applicant) ?? Infinity;
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rank.get(list[middle] as number) ?? Infinity) < own) low = middle + 1;
    else high = middle;
  }
  return low;
}
const insert = (list: number[], applicant: number, rank: ReadonlyMap<number, number>): void =>
  void list.splice(placeOf(list, applicant, rank), 0, applicant);
const take = (list: number[], applicant: number, rank: ReadonlyMap<number, number>): void =>
  void list.splice(placeOf(list, applicant, rank), 1);
