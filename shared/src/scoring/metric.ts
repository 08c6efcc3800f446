import type { FileFormat } from '../contract/definition.ts';
import type { Decision, Direction, LocalizedText } from '../values.ts';
import type { Measure } from './measure.ts';

export type ParamValue = boolean | number | string | readonly string[];
export type Params = Readonly<Record<string, ParamValue>>;
export interface ParamDef {
  key: string;
  kind: 'boolean' | 'text' | 'texts' | 'number' | 'integer';
  /** Of a number: least and greatest allowed value. */
  within?: readonly [number, number];
  /** Of a text: what it may be. */
  choices?: readonly string[];
  /** Null: no default, the metric derives it from the format. */
  fallback: ParamValue | null;
  about: LocalizedText;
}

/** What a metric reads. `labels` number the classes: a code is a place in this list, in the truth as in the prediction. */
export type MetricNeeds =
  | { truth: 'number'; column: string }
  /** Predicted labels; `labels` are those of the format's column. */
  | { truth: 'label'; labels: readonly string[]; column: string }
  /** One column: the probability (or score) of `labels[1]`. Several: one per label, in the order of `labels`. */
  | { truth: 'label'; labels: readonly string[]; columns: readonly string[] };

/** True values in key order; label codes are places in the needs' `labels`. */
export type TruthColumn = { kind: 'number'; values: Float64Array } | { kind: 'label'; codes: Int32Array; classes: number };
/** Predicted values in key order, in the order of the needs' columns. */
export interface PredictedColumns {
  numbers: readonly Float64Array[];
  /** Empty unless the metric reads labels. */
  codes: Int32Array;
}

/** Why a metric does not fit a task; told to organizers when a challenge is loaded, never to participants. */
export type MetricProblemCode =
  | 'unknown-metric'
  | 'unknown-param'
  | 'bad-param'
  | 'wrong-columns'
  | 'labels-needed'
  | 'part-empty'
  | 'one-class-only'
  | 'class-absent'
  | 'truth-out-of-range'
  | 'truth-constant';
export interface MetricProblem {
  code: MetricProblemCode;
  detail: string;
}

export interface MetricExample {
  /** Rows of the example, shown as a table: [truth, prediction]. */
  rows: readonly (readonly [string, string])[];
  value: number;
  about: LocalizedText;
}

/** Columns of a task and a prediction, aligned in key order and of the same length. */
export interface MetricInput {
  truth: TruthColumn;
  predicted: PredictedColumns;
  /** Of the needs; empty when the truth is a number. */
  labels: readonly string[];
  /** Weight of each row; null: all weigh the same. */
  weights: Float64Array | null;
  /** Which rows belong together, for rankings; without it all do. */
  groups?: Int32Array | null;
  params: Params;
}

/**
 * What kinds of columns a metric compares. `numbers`: two numbers. `labels`: two labels. `scores`: one of two labels with a number.
 * `probabilities`: a label with the probability of the second label, or with one for each. `class-probabilities`: always one for each.
 * `rankings`: relevances and scores, by query where the input has groups. `clusters`: labels whose names say nothing.
 */
export type MetricReads = 'numbers' | 'rankings' | 'labels' | 'clusters' | 'scores' | 'probabilities' | 'class-probabilities';

/** A metric of the catalogue (scoring.md sections 3 and 7). The version changes whenever a score could change. */
export interface MetricDef {
  key: string;
  version: number;
  name: LocalizedText;
  /** One sentence: what it measures. */
  about: LocalizedText;
  direction: Direction;
  /** Least and greatest possible value; infinities where there is no bound. */
  range: readonly [number, number];
  formula: { text: string; mathml: string };
  reads: MetricReads;
  /** Row weights have no meaning for it. */
  ignoresWeights?: true;
  /** The probabilities of a row have to add up to 1. */
  rowsSumToOne?: boolean;
  source: { title: string; url: string };
  example: MetricExample;
  params: readonly ParamDef[];
  /** Columns and labels for a format and checked params, or why they do not fit. */
  needs(format: FileFormat, params: Params): Decision<MetricNeeds, MetricProblem>;
  /** Cases in which the truth leaves the metric undefined; checked when a challenge is loaded, so that it never hits a participant. */
  checkTruth(truth: TruthColumn, parts: Uint8Array, needs: MetricNeeds, params: Params): MetricProblem[];
  /** Predictions outside are refused with their line when the file is checked; null: any finite number. */
  domain?: readonly [number, number];
  measure(input: MetricInput): Measure;
}
