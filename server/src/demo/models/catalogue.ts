import type { Rng } from '../../platform/random/random.ts';
import type { Classifier, Learner, TrainingSet } from './classifier.ts';
import { kernelRidge, logistic, perceptron, ridge } from './linear.ts';
import { classShares, linearDiscriminant, naiveBayes, nearestCentroid, nearestNeighbours } from './prototypes.ts';
import { average, withFeatures, withShare, withShifts, withTransform, type Transform } from './transforms.ts';
import { forest, randomSubspaces, tree } from './trees.ts';

/** What is done around a model. */
export interface Adjustments {
  transform?: Transform;
  /** Positions of the features it sees; all when left out. */
  features?: number[];
  /** Share of the training rows it learns from, chosen by the seed. */
  share?: number;
  /** Learns from images shifted by one pixel as well. */
  shifts?: boolean;
}
/** A model as data, so that a plan of submissions can be written down, compared and cached. */
export type ModelSpec = (
  | { kind: 'shares' }
  | { kind: 'centroid' }
  | { kind: 'neighbours'; k: number; weighted?: boolean }
  | { kind: 'bayes'; smoothing: number }
  | { kind: 'discriminant'; shrinkage: number }
  | { kind: 'ridge'; penalty: number }
  | { kind: 'kernel-ridge'; gamma: number; penalty: number }
  | { kind: 'logistic'; epochs: number; step: number; penalty: number }
  | { kind: 'perceptron'; epochs: number; averaged?: boolean }
  | { kind: 'tree'; depth: number; minLeaf: number }
  | { kind: 'forest'; trees: number; depth: number; tryFeatures: number }
  | { kind: 'subspaces'; members: number; share: number; member: ModelSpec }
  | { kind: 'average'; members: ModelSpec[] }
) &
  Adjustments;

function bareLearner(spec: ModelSpec): Learner {
  switch (spec.kind) {
    case 'shares':
      return classShares;
    case 'centroid':
      return nearestCentroid;
    case 'neighbours':
      return nearestNeighbours(spec.k, spec.weighted ?? false);
    case 'bayes':
      return naiveBayes(spec.smoothing);
    case 'discriminant':
      return linearDiscriminant(spec.shrinkage);
    case 'ridge':
      return ridge(spec.penalty);
    case 'kernel-ridge':
      return kernelRidge(spec.gamma, spec.penalty);
    case 'logistic':
      return logistic(spec.epochs, spec.step, spec.penalty);
    case 'perceptron':
      return perceptron(spec.epochs, spec.averaged ?? false);
    case 'tree':
      return tree({ depth: spec.depth, minLeaf: spec.minLeaf });
    case 'forest':
      return forest(spec.trees, { depth: spec.depth, minLeaf: 1, tryFeatures: spec.tryFeatures });
    case 'subspaces':
      return randomSubspaces(spec.members, spec.share, learnerOf(spec.member));
    case 'average': {
      const learners = spec.members.map(learnerOf);
      return (set, rng) => average(learners.map((learner) => learner(set, rng)));
    }
  }
}

/** The learner a spec names: share of rows, then shifts, then features, then transform, then the model. */
function learnerOf(spec: ModelSpec): Learner {
  let learner = bareLearner(spec);
  if (spec.transform !== undefined) learner = withTransform(spec.transform, learner);
  if (spec.features !== undefined) learner = withFeatures(spec.features, learner);
  if (spec.shifts === true) learner = withShifts(learner);
  if (spec.share !== undefined) learner = withShare(spec.share, learner);
  return learner;
}

/** A trained classifier. The same spec, set and state of `rng` give the same one. */
export const train = (spec: ModelSpec, set: TrainingSet, rng: Rng): Classifier => learnerOf(spec)(set, rng);
