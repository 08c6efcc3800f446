/**
 * Minimum-cost flow by successive shortest paths with potentials: Dijkstra on reduced costs, costs any integers, no negative cycles.
 * Source: Ahuja, Magnanti and Orlin, Network Flows (1993), section 9.7. Ties are broken by node and arc number, so the same network
 * gives the same flow.
 */
export class FlowNetwork {
  readonly #heads: number[];
  readonly #next: number[] = [];
  readonly #to: number[] = [];
  readonly #room: number[] = [];
  readonly #cost: number[] = [];

  constructor(nodes: number) {
    this.#heads = new Array<number>(nodes).fill(-1);
  }

  /** Number of the arc; its reverse has the next number. */
  arc(from: number, to: number, capacity: number, cost: number): number {
    const arc = this.#to.length;
    this.#half(from, to, capacity, cost);
    this.#half(to, from, 0, -cost);
    return arc;
  }
  #half(from: number, to: number, capacity: number, cost: number): void {
    this.#next.push(this.#heads[from] as number);
    this.#heads[from] = this.#to.length;
    this.#to.push(to);
    this.#room.push(capacity);
    this.#cost.push(cost);
  }

  /** Flow on an arc. */
  flow(arc: number): number {
    return this.#room[arc ^ 1] as number;
  }

  /** Sends as much as goes from `source` to `sink` at the least cost; how much went. Nodes are numbered so that arcs go upwards. */
  send(source: number, sink: number): number {
    const potential = this.#firstPotentials(source);
    let sent = 0;
    for (;;) {
      const path = this.#shortest(source, sink, potential);
      if (path === null) return sent;
      const room = Math.min(...path.map((arc) => this.#room[arc] as number));
      for (const arc of path) {
        (this.#room[arc] as number) -= room;
        (this.#room[arc ^ 1] as number) += room;
      }
      sent += room;
    }
  }

  /** Shortest distances while only the given arcs have room: one sweep, because they go upwards. */
  #firstPotentials(source: number): Float64Array {
    const distance = new Float64Array(this.#heads.length).fill(Infinity);
    distance[source] = 0;
    for (let node = 0; node < this.#heads.length; node += 1) {
      for (let arc = this.#heads[node] as number; arc !== -1; arc = this.#next[arc] as number) {
        if (this.#room[arc] === 0) continue;
        const to = this.#to[arc] as number;
        distance[to] = Math.min(distance[to] as number, (distance[node] as number) + (this.#cost[arc] as number));
      }
    }
    return distance.map((value) => (Number.isFinite(value) ? value : 0));
  }

  #shortest(source: number, sink: number, potential: Float64Array): number[] | null {
    const nodes = this.#heads.length;
    const distance = new Float64Array(nodes).fill(Infinity);
    const arrival = new Int32Array(nodes).fill(-1);
    const queue = new NodeQueue(distance);
    distance[source] = 0;
    queue.push(source);
    for (let node = queue.pop(); node !== -1 && node !== sink; node = queue.pop()) {
      for (let arc = this.#heads[node] as number; arc !== -1; arc = this.#next[arc] as number) {
        if (this.#room[arc] === 0) continue;
        const to = this.#to[arc] as number;
        const reach = (distance[node] as number) + (this.#cost[arc] as number) + (potential[node] as number) - (potential[to] as number);
        if (reach >= (distance[to] as number)) continue;
        distance[to] = reach;
        arrival[to] = arc;
        queue.push(to);
      }
    }
    const end = distance[sink] as number;
    if (end === Infinity) return null;
    // Nodes that were not settled are at least as far as the sink.
    for (let node = 0; node < nodes; node += 1) (potential[node] as number) += Math.min(distance[node] as number, end);
    const path: number[] = [];
    for (let node = sink; node !== source; node = this.#to[(arrival[node] as number) ^ 1] as number) path.push(arrival[node] as number);
    return path;
  }

  /** Nodes from which `goals` can still be reached. */
  reaching(goals: readonly number[]): Set<number> {
    const found = new Set(goals);
    const waiting = [...goals];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      for (let arc = this.#heads[node] as number; arc !== -1; arc = this.#next[arc] as number) {
        const from = this.#to[arc] as number;
        if (this.#room[arc ^ 1] === 0 || found.has(from)) continue;
        found.add(from);
        waiting.push(from);
      }
    }
    return found;
  }
}

/** A binary heap of nodes by distance, then number. A node whose distance fell is pushed again; the older place is passed over. */
class NodeQueue {
  readonly #distance: Float64Array;
  readonly #heap: { node: number; at: number }[] = [];
  constructor(distance: Float64Array) {
    this.#distance = distance;
  }

  push(node: number): void {
    const heap = this.#heap;
    const item = { node, at: this.#distance[node] as number };
    let place = heap.length;
    heap.push(item);
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!isBefore(item, heap[parent] as typeof item)) break;
      heap[place] = heap[parent] as typeof item;
      place = parent;
    }
    heap[place] = item;
  }

  /** The nearest node; -1 when there is none. */
  pop(): number {
    for (;;) {
      const [first] = this.#heap;
      if (first === undefined) return -1;
      this.#sink();
      if (first.at === this.#distance[first.node]) return first.node;
    }
  }

  #sink(): void {
    const heap = this.#heap;
    const last = heap.pop() as { node: number; at: number };
    if (heap.length === 0) return;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1] as typeof last, heap[child] as typeof last)) child += 1;
      if (!isBefore(heap[child] as typeof last, last)) break;
      heap[place] = heap[child] as typeof last;
      place = child;
    }
    heap[place] = last;
  }
}
const isBefore = (a: { node: number; at: number }, b: { node: number; at: number }): boolean =>
  a.at < b.at || (a.at === b.at && a.node < b.node);
