import { argmax, permutation, softmax, type Classifier, type Learner } from './classifier.ts';
import { solvePositiveDefinite } from './cholesky.ts';

/** Scores of a linear model: weights[k] holds one weight per feature and the bias last. */
function linearScores(weights: readonly Float64Array[], row: Float64Array): Float64Array {
  return Float64Array.from(weights, (w) => {
    let sum = w[row.length]!;
    for (let f = 0; f < row.length; f++) sum += w[f]! * row[f]!;
    return sum;
  });
}

/** Least squares on one-hot targets with an L2 penalty (Hoerl and Kennard 1970), one output per class. */
export function ridge(penalty: number): Learner {
  return (set) => {
    const width = (set.x[0]?.length ?? 0) + 1;
    const gram = Array.from({ length: width }, () => new Float64Array(width));
    const moment = Array.from({ length: width }, () => new Float64Array(set.classes));
    set.x.forEach((row, i) => {
      for (let f = 0; f < width; f++) {
        const value = f < row.length ? row[f]! : 1;
        for (let g = 0; g <= f; g++) gram[f]![g]! += value * (g < row.length ? row[g]! : 1);
        moment[f]![set.y[i]!]! += value;
      }
    });
    for (let f = 0; f < width; f++) gram[f]![f]! += f < width - 1 ? penalty : 1e-9;
    const solution = solvePositiveDefinite(gram, moment);
    const weights = Array.from({ length: set.classes }, (_, k) => Float64Array.from(solution, (row) => row[k]!));
    return (row) => softmax(linearScores(weights, row), 6);
  };
}

/** Kernel ridge regression on one-hot targets with the Gaussian kernel exp(-gamma |a - b|^2). */
export function kernelRidge(gamma: number, penalty: number): Learner {
  return (set) => {
    const kernel = (a: Float64Array, b: Float64Array): number => {
      let sum = 0;
      for (let f = 0; f < a.length; f++) sum += (a[f]! - b[f]!) ** 2;
      return Math.exp(-gamma * sum);
    };
    const gram = set.x.map((row, i) => {
      const line = new Float64Array(set.x.length);
      for (let j = 0; j <= i; j++) line[j] = kernel(row, set.x[j]!) + (i === j ? penalty : 0);
      return line;
    });
    const targets = [...set.y].map((label) =>
      Float64Array.from({ length: set.classes }, (_, k) => (k === label ? 1 : -1 / Math.max(1, set.classes - 1))),
    );
    const duals = solvePositiveDefinite(gram, targets);
    return (row) => {
      const scores = new Float64Array(set.classes);
      set.x.forEach((other, i) => {
        const weight = kernel(row, other);
        for (let k = 0; k < scores.length; k++) scores[k]! += weight * duals[i]![k]!;
      });
      return softmax(scores, 4);
    };
  };
}

/** Multinomial logistic regression by stochastic gradient descent with a falling step and an L2 penalty. */
export function logistic(epochs: number, step: number, penalty: number): Learner {
  return (set, rng) => {
    const width = set.x[0]?.length ?? 0;
    const weights = Array.from({ length: set.classes }, () => new Float64Array(width + 1));
    for (let epoch = 0; epoch < epochs; epoch++) {
      const rate = step / (1 + epoch * 0.3);
      for (const i of permutation(set.x.length, rng)) {
        const row = set.x[i]!;
        const p = softmax(linearScores(weights, row));
        for (let k = 0; k < set.classes; k++) {
          const error = (set.y[i] === k ? 1 : 0) - p[k]!;
          const w = weights[k]!;
          for (let f = 0; f < width; f++) w[f]! += rate * (error * row[f]! - penalty * w[f]!);
          w[width]! += rate * error;
        }
      }
    }
    return (row) => softmax(linearScores(weights, row));
  };
}

/** Multi-class perceptron (Rosenblatt 1958), averaged over all steps when `averaged` (Freund and Schapire 1999). */
export function perceptron(epochs: number, averaged: boolean): Learner {
  return (set, rng): Classifier => {
    const width = set.x[0]?.length ?? 0;
    const weights = Array.from({ length: set.classes }, () => new Float64Array(width + 1));
    const total = weights.map((w) => new Float64Array(w.length));
    const steps = epochs * set.x.length;
    let step = 0;
    for (let epoch = 0; epoch < epochs; epoch++)
      for (const i of permutation(set.x.length, rng)) {
        const row = set.x[i]!;
        const guess = argmax(linearScores(weights, row));
        const label = set.y[i]!;
        if (guess !== label)
          for (let f = 0; f <= width; f++) {
            const value = f < width ? row[f]! : 1;
            weights[label]![f]! += value;
            weights[guess]![f]! -= value;
            // The weight of a change in the average is the share of steps that are still to come.
            total[label]![f]! += value * ((steps - step) / steps);
            total[guess]![f]! -= value * ((steps - step) / steps);
          }
        step += 1;
      }
    const final = averaged ? total : weights;
    const size = Math.sqrt(final.reduce((sum, w) => sum + w.reduce((s, v) => s + v * v, 0), 0)) || 1;
    return (row) => softmax(linearScores(final, row), 1 / size);
  };
}
