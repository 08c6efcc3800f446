import { solvePositiveDefinite } from './cholesky.ts';
import { classCounts, softmax, type Learner } from './classifier.ts';

const squaredDistance = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let f = 0; f < a.length; f++) sum += (a[f]! - b[f]!) ** 2;
  return sum;
};
function centroids(x: readonly Float64Array[], y: Int32Array, classes: number): Float64Array[] {
  const width = x[0]?.length ?? 0;
  const sums = Array.from({ length: classes }, () => new Float64Array(width));
  const counts = new Float64Array(classes);
  x.forEach((row, i) => {
    counts[y[i]!]! += 1;
    for (let f = 0; f < width; f++) sums[y[i]!]![f]! += row[f]!;
  });
  return sums.map((sum, k) => sum.map((value) => value / Math.max(1, counts[k]!)));
}

/** The shares of the classes in the training rows, whatever the row. */
export const classShares: Learner = (set) => {
  const shares = classCounts(set).map((count) => count / set.y.length);
  return () => shares;
};

/** Nearest class mean in Euclidean distance (Rocchio). Distances become probabilities by a softmax on the mean squared distance. */
export const nearestCentroid: Learner = (set) => {
  const centres = centroids(set.x, set.y, set.classes);
  const spread = set.x.reduce((sum, row, i) => sum + squaredDistance(row, centres[set.y[i]!]!), 0) / set.x.length || 1;
  return (row) =>
    softmax(
      Float64Array.from(centres, (centre) => -squaredDistance(row, centre) / spread),
      4,
    );
};

/** k nearest training rows (Cover and Hart 1967); `weighted` counts a neighbour by 1 / distance. Shares are smoothed by one class's worth of doubt. */
export function nearestNeighbours(k: number, weighted: boolean): Learner {
  return (set) => (row) => {
    const near: { distance: number; label: number }[] = [];
    set.x.forEach((other, i) => {
      const distance = squaredDistance(row, other);
      if (near.length === k && distance >= near[k - 1]!.distance) return;
      let place = Math.min(near.length, k - 1);
      while (place > 0 && near[place - 1]!.distance > distance) {
        near[place] = near[place - 1]!;
        place -= 1;
      }
      near[place] = { distance, label: set.y[i]! };
    });
    const votes = new Float64Array(set.classes);
    const weights = near.map(({ distance }) => (weighted ? 1 / (Math.sqrt(distance) + 1e-9) : 1));
    const scale = near.length / weights.reduce((sum, weight) => sum + weight, 0);
    near.forEach(({ label }, i) => (votes[label]! += weights[i]! * scale));
    return votes.map((vote) => (vote + 1 / set.classes) / (near.length + 1));
  };
}

/** Gaussian naive Bayes; `smoothing` times the largest feature variance is added to every variance. */
export function naiveBayes(smoothing: number): Learner {
  return (set) => {
    const means = centroids(set.x, set.y, set.classes);
    const width = means[0]?.length ?? 0;
    const counts = classCounts(set);
    const variances = means.map(() => new Float64Array(width));
    set.x.forEach((row, i) => {
      const k = set.y[i]!;
      for (let f = 0; f < width; f++) variances[k]![f]! += (row[f]! - means[k]![f]!) ** 2 / Math.max(1, counts[k]!);
    });
    const floor = smoothing * Math.max(...variances.map((v) => Math.max(...v))) + 1e-9;
    return (row) =>
      softmax(
        Float64Array.from(means, (mean, k) => {
          let score = Math.log((counts[k]! + 1) / (set.y.length + set.classes));
          for (let f = 0; f < width; f++) {
            const variance = variances[k]![f]! + floor;
            score -= 0.5 * (Math.log(variance) + (row[f]! - mean[f]!) ** 2 / variance);
          }
          return score;
        }),
      );
  };
}

/** Linear discriminant analysis: class means, one covariance shared by all classes, shrunk towards its mean diagonal by `shrinkage` in (0, 1]. */
export function linearDiscriminant(shrinkage: number): Learner {
  return (set) => {
    const means = centroids(set.x, set.y, set.classes);
    const counts = classCounts(set);
    const width = means[0]?.length ?? 0;
    const covariance = Array.from({ length: width }, () => new Float64Array(width));
    set.x.forEach((row, i) => {
      const mean = means[set.y[i]!]!;
      for (let f = 0; f < width; f++)
        for (let g = 0; g <= f; g++) covariance[f]![g]! += ((row[f]! - mean[f]!) * (row[g]! - mean[g]!)) / set.x.length;
    });
    const diagonal = covariance.reduce((sum, row, f) => sum + row[f]!, 0) / Math.max(1, width);
    covariance.forEach((row, f) => {
      for (let g = 0; g <= f; g++) row[g] = (1 - shrinkage) * row[g]! + (f === g ? shrinkage * diagonal : 0);
    });
    const weights = solvePositiveDefinite(
      covariance,
      Array.from({ length: width }, (_, f) => Float64Array.from(means, (mean) => mean[f]!)),
    );
    const bias = means.map(
      (mean, k) =>
        Math.log((counts[k]! + 1) / (set.y.length + set.classes)) - 0.5 * mean.reduce((sum, m, f) => sum + m * weights[f]![k]!, 0),
    );
    return (row) => softmax(Float64Array.from(bias, (b, k) => row.reduce((sum, value, f) => sum + value * weights[f]![k]!, b)));
  };
}
