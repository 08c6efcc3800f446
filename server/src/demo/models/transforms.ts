import type { Classifier, Learner, TrainingSet } from './classifier.ts';

/** What is done to the features before a model sees them. Statistics come from the training rows only. */
export type Transform = 'none' | 'standardise' | 'log-standardise' | 'unit-length' | 'blur';

type RowMap = (row: Float64Array) => Float64Array;

function standardiser(rows: readonly Float64Array[]): RowMap {
  const width = rows[0]?.length ?? 0;
  const mean = new Float64Array(width);
  const scale = new Float64Array(width);
  for (const row of rows) for (let f = 0; f < width; f++) mean[f]! += row[f]! / rows.length;
  for (const row of rows) for (let f = 0; f < width; f++) scale[f]! += (row[f]! - mean[f]!) ** 2 / rows.length;
  // A feature that never varies (a corner pixel) carries nothing; dividing by its deviation would blow up the test rows where it does.
  for (let f = 0; f < width; f++) scale[f] = scale[f]! > 1e-12 ? 1 / Math.sqrt(scale[f]!) : 0;
  return (row) => row.map((value, f) => (value - mean[f]!) * scale[f]!);
}

const unitLength: RowMap = (row) => {
  let square = 0;
  for (const value of row) square += value * value;
  const length = Math.sqrt(square) || 1;
  return row.map((value) => value / length);
};

/** 3 x 3 mean with weight 1, neighbours 1/2, diagonals 1/4, on a square image given row by row. */
const blur: RowMap = (row) => {
  const side = Math.round(Math.sqrt(row.length));
  const out = new Float64Array(row.length);
  for (let r = 0; r < side; r++)
    for (let c = 0; c < side; c++) {
      let sum = 0;
      for (let dr = -1; dr <= 1; dr++)
        for (let dc = -1; dc <= 1; dc++) {
          if (r + dr < 0 || r + dr >= side || c + dc < 0 || c + dc >= side) continue;
          sum += row[(r + dr) * side + c + dc]! * 0.5 ** (Math.abs(dr) + Math.abs(dc));
        }
      out[r * side + c] = sum;
    }
  return out;
};

function fitted(transform: Transform, rows: readonly Float64Array[]): RowMap {
  switch (transform) {
    case 'none':
      return (row) => row;
    case 'standardise':
      return standardiser(rows);
    case 'log-standardise': {
      const log: RowMap = (row) => row.map((value) => Math.log1p(Math.max(0, value)));
      const standard = standardiser(rows.map(log));
      return (row) => standard(log(row));
    }
    case 'unit-length':
      return unitLength;
    case 'blur':
      return blur;
  }
}

/** A learner that sees transformed features, in training and in use. */
export function withTransform(transform: Transform, learner: Learner): Learner {
  return (set, rng) => {
    const map = fitted(transform, set.x);
    const classify = learner({ ...set, x: set.x.map(map) }, rng);
    return (row) => classify(map(row));
  };
}

/** A learner that sees only the features at these positions. */
export function withFeatures(positions: readonly number[], learner: Learner): Learner {
  const pick = (row: Float64Array) => Float64Array.from(positions, (f) => row[f]!);
  return (set, rng) => {
    const classify = learner({ ...set, x: set.x.map(pick) }, rng);
    return (row) => classify(pick(row));
  };
}

/** Training images and their copies shifted by one pixel in four directions (square images, given row by row). */
export function withShifts(learner: Learner): Learner {
  const shift = (row: Float64Array, dr: number, dc: number): Float64Array => {
    const side = Math.round(Math.sqrt(row.length));
    const out = new Float64Array(row.length);
    for (let r = 0; r < side; r++)
      for (let c = 0; c < side; c++) {
        const fromRow = r - dr;
        const fromColumn = c - dc;
        if (fromRow >= 0 && fromRow < side && fromColumn >= 0 && fromColumn < side) out[r * side + c] = row[fromRow * side + fromColumn]!;
      }
    return out;
  };
  const moves = [
    [0, 0],
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ] as const;
  return (set, rng) =>
    learner(
      {
        ...set,
        x: moves.flatMap(([dr, dc]) => set.x.map((row) => shift(row, dr, dc))),
        y: Int32Array.from(moves.flatMap(() => [...set.y])),
      },
      rng,
    );
}

/** Learns from the first `share` of the training rows in a random order: what a team does that starts in a hurry. */
export function withShare(share: number, learner: Learner): Learner {
  return (set, rng) => {
    const kept = set.x.map((_, i) => i).filter(() => rng.uniform() < share);
    const some: TrainingSet = { ...set, x: kept.map((i) => set.x[i]!), y: Int32Array.from(kept, (i) => set.y[i]!) };
    return learner(new Set(some.y).size === set.classes ? some : set, rng);
  };
}

/** Mean of the members' probabilities. */
export function average(members: readonly Classifier[]): Classifier {
  return (row) => {
    const sum = new Float64Array(members[0]?.(row).length ?? 0);
    for (const member of members) {
      const p = member(row);
      for (let k = 0; k < sum.length; k++) sum[k]! += p[k]! / members.length;
    }
    return sum;
  };
}
