/**
 * Scores of entries from marks of judges who are strict, lenient or erratic (judging.md J-60). Every method is computed and shown; only
 * the one declared before the lock ranks.
 */
import { choleskySolve, logDeterminant } from './cholesky.ts';
import { deviation, mean, valuesBy, type MarkTable } from './scores.ts';

/** Mean of the marks of each entry, in the order of the table. */
export const rawScores = (table: MarkTable): number[] => valuesBy(table, 'entry').map(mean);

/** Each mark less its judge's mean, plus the mean of all. */
export function centredScores(table: MarkTable): number[] {
  const all = mean(table.marks.map(({ value }) => value));
  const judges = valuesBy(table, 'judge').map(mean);
  return rawScores({ ...table, marks: table.marks.map((mark) => ({ ...mark, value: mark.value - (judges[mark.judge] as number) + all })) });
}

/** z = μ + σ·(x − μ_j)/σ_j with population deviations; a judge whose marks are all the same says μ. */
export function globalZScores(table: MarkTable): number[] {
  const values = table.marks.map(({ value }) => value);
  const [middle, spread] = [mean(values), deviation(values)];
  const judges = valuesBy(table, 'judge').map((own) => ({ middle: mean(own), spread: deviation(own) }));
  const marks = table.marks.map((mark) => {
    const judge = judges[mark.judge] as { middle: number; spread: number };
    return { ...mark, value: judge.spread === 0 ? middle : middle + (spread * (mark.value - judge.middle)) / judge.spread };
  });
  return rawScores({ ...table, marks });
}

export interface AdditiveFit {
  /** θ of each entry: its calibrated score. */
  scores: number[];
  /** β of each judge, in points: positive is strict. They sum to 0. */
  severity: number[];
}

/**
 * Least squares of y = θ_i − β_j with Σβ = 0, and with `lambda` > 0 also λΣβ² (ridge). The design must be connected when lambda is 0.
 * θ is eliminated, so the system has one row per judge.
 */
export function additiveFit(table: MarkTable, lambda = 0): AdditiveFit {
  const { matrix, right } = severitySystem(table, lambda);
  // The rows sum to nothing when lambda is 0; adding one to every cell picks the solution that sums to 0 and changes no other.
  const severity = choleskySolve(
    matrix.map((row) => row.map((cell) => cell + 1)),
    right,
  );
  const corrected = table.marks.map((mark) => ({ ...mark, value: mark.value + (severity[mark.judge] as number) }));
  return { scores: rawScores({ ...table, marks: corrected }), severity };
}

/** Normal equations of the severities after the entries are eliminated: D + λI − NᵀE⁻¹N, and their right side. */
function severitySystem(table: MarkTable, lambda: number): { matrix: number[][]; right: number[] } {
  const size = table.judges.length;
  const matrix = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const right = new Array<number>(size).fill(0);
  const byEntry: { judge: number; value: number }[][] = table.entries.map(() => []);
  for (const { entry, judge, value } of table.marks) byEntry[entry]?.push({ judge, value });
  for (const marks of byEntry) {
    const middle = mean(marks.map(({ value }) => value));
    for (const a of marks) {
      (right[a.judge] as number) += middle - a.value;
      const row = matrix[a.judge] as number[];
      (row[a.judge] as number) += 1;
      for (const b of marks) (row[b.judge] as number) -= 1 / marks.length;
    }
  }
  matrix.forEach((row, at) => ((row[at] as number) += lambda));
  return { matrix, right };
}

/**
 * λ = σ²_ε / σ²_β by restricted maximum likelihood: judges' severities as random effects, entries as fixed ones. Null when the marks say
 * nothing of it (as many parameters as marks). Source: Searle, Casella and McCulloch, Variance Components (1992), section 6.6; the
 * criterion through Henderson's equations, found by golden section on log λ in [-9, 12].
 */
export function restrictedLambda(table: MarkTable): number | null {
  const free = table.marks.length - table.entries.length;
  if (free < 2 || table.judges.length < 2) return null;
  const criterion = (logLambda: number): number => {
    const lambda = Math.exp(logLambda);
    const { matrix, right } = severitySystem(table, lambda);
    const severity = choleskySolve(matrix, right);
    const unexplained = withinEntries(table) - severity.reduce((sum, beta, at) => sum + beta * (right[at] as number), 0);
    return logDeterminant(matrix) - table.judges.length * logLambda + free * Math.log(Math.max(unexplained, Number.MIN_VALUE) / free);
  };
  return Math.exp(leastAt(criterion, -9, 12));
}

function withinEntries(table: MarkTable): number {
  return valuesBy(table, 'entry').reduce((sum, values) => sum + values.length * deviation(values) ** 2, 0);
}

/** Where a function with one valley is least, to 1e-9. */
function leastAt(of: (at: number) => number, from: number, to: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [from, to];
  while (high - low > 1e-9) {
    const left = high - ratio * (high - low);
    const right = low + ratio * (high - low);
    if (of(left) < of(right)) high = right;
    else low = left;
  }
  return (low + high) / 2;
}
