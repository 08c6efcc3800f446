import type { Rng } from '../../platform/random/random.ts';
import { permutation, type Classifier, type Learner, type TrainingSet } from './classifier.ts';
import { average, withFeatures } from './transforms.ts';

type Node = { leaf: Float64Array } | { feature: number; threshold: number; low: Node; high: Node };
export interface TreeShape {
  depth: number;
  minLeaf: number;
  /** Features looked at in each split; all when left out. */
  tryFeatures?: number;
}

function leafOf(set: TrainingSet, rows: readonly number[]): Node {
  const shares = new Float64Array(set.classes).fill(1 / set.classes);
  for (const i of rows) shares[set.y[i]!]! += 1;
  return { leaf: shares.map((count) => count / (rows.length + 1)) };
}

/** The threshold on one feature with the least Gini impurity; impurity is n_low (1 - sum p^2) + n_high (1 - sum q^2). */
function bestThreshold(
  set: TrainingSet,
  rows: readonly number[],
  feature: number,
  minLeaf: number,
): { impurity: number; threshold: number } | null {
  const ordered = rows.toSorted((a, b) => set.x[a]![feature]! - set.x[b]![feature]!);
  const low = new Float64Array(set.classes);
  const high = new Float64Array(set.classes);
  for (const i of rows) high[set.y[i]!]! += 1;
  let lowSquares = 0;
  let highSquares = high.reduce((sum, count) => sum + count * count, 0);
  let best: { impurity: number; threshold: number } | null = null;
  for (let n = 1; n < ordered.length; n++) {
    const label = set.y[ordered[n - 1]!]!;
    lowSquares += 2 * low[label]! + 1;
    highSquares -= 2 * high[label]! - 1;
    low[label]! += 1;
    high[label]! -= 1;
    const here = set.x[ordered[n - 1]!]![feature]!;
    const next = set.x[ordered[n]!]![feature]!;
    if (here === next || n < minLeaf || ordered.length - n < minLeaf) continue;
    const impurity = ordered.length - lowSquares / n - highSquares / (ordered.length - n);
    if (best === null || impurity < best.impurity) best = { impurity, threshold: (here + next) / 2 };
  }
  return best;
}

function grow(set: TrainingSet, rows: readonly number[], shape: TreeShape, depth: number, rng: Rng): Node {
  if (depth === 0 || rows.length < 2 * shape.minLeaf || rows.every((i) => set.y[i] === set.y[rows[0]!])) return leafOf(set, rows);
  const width = set.x[0]?.length ?? 0;
  const candidates =
    shape.tryFeatures === undefined
      ? Array.from({ length: width }, (_, f) => f)
      : [...permutation(width, rng).subarray(0, shape.tryFeatures)];
  let best: { impurity: number; threshold: number; feature: number } | null = null;
  for (const feature of candidates) {
    const split = bestThreshold(set, rows, feature, shape.minLeaf);
    if (split !== null && (best === null || split.impurity < best.impurity)) best = { ...split, feature };
  }
  if (best === null) return leafOf(set, rows);
  const { feature, threshold } = best;
  const low = rows.filter((i) => set.x[i]![feature]! <= threshold);
  const high = rows.filter((i) => set.x[i]![feature]! > threshold);
  return { feature, threshold, low: grow(set, low, shape, depth - 1, rng), high: grow(set, high, shape, depth - 1, rng) };
}

const walk =
  (root: Node): Classifier =>
  (row) => {
    let node = root;
    while (!('leaf' in node)) node = row[node.feature]! <= node.threshold ? node.low : node.high;
    return node.leaf;
  };

/** A classification tree by Gini impurity (Breiman, Friedman, Olshen and Stone 1984). Depth 1 is a decision stump. */
export function tree(shape: TreeShape): Learner {
  return (set, rng) =>
    walk(
      grow(
        set,
        set.x.map((_, i) => i),
        shape,
        shape.depth,
        rng,
      ),
    );
}

/** Random forest (Breiman 2001): trees on bootstrap samples, each split looking at a few features. */
export function forest(trees: number, shape: TreeShape): Learner {
  return (set, rng) =>
    average(
      Array.from({ length: trees }, () =>
        walk(
          grow(
            set,
            set.x.map(() => rng.below(set.x.length)),
            shape,
            shape.depth,
            rng,
          ),
        ),
      ),
    );
}

/** Random subspaces (Ho 1998): members that each see a random share of the features. */
export function randomSubspaces(members: number, share: number, member: Learner): Learner {
  return (set, rng) => {
    const width = set.x[0]?.length ?? 0;
    const kept = Math.max(1, Math.round(width * share));
    return average(Array.from({ length: members }, () => withFeatures([...permutation(width, rng).subarray(0, kept)], member)(set, rng)));
  };
}
