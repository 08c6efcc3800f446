/**
 * Solves A X = B for a symmetric positive definite A by Cholesky decomposition (Golub and Van Loan, Matrix Computations, 4.2).
 * `a`: n rows of n, its lower triangle is overwritten. `b`: n rows of m. Returns n rows of m.
 */
export function solvePositiveDefinite(a: Float64Array[], b: readonly Float64Array[]): Float64Array[] {
  const n = a.length;
  for (let i = 0; i < n; i++) {
    const row = a[i]!;
    for (let j = 0; j <= i; j++) {
      const other = a[j]!;
      let sum = row[j]!;
      for (let k = 0; k < j; k++) sum -= row[k]! * other[k]!;
      // A pivot at or below zero is rounding on a nearly singular matrix; the floor keeps the solution finite.
      row[j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / other[j]!;
    }
  }
  const x = b.map((row) => Float64Array.from(row));
  const m = x[0]?.length ?? 0;
  for (let i = 0; i < n; i++)
    for (let c = 0; c < m; c++) {
      let sum = x[i]![c]!;
      for (let k = 0; k < i; k++) sum -= a[i]![k]! * x[k]![c]!;
      x[i]![c] = sum / a[i]![i]!;
    }
  for (let i = n - 1; i >= 0; i--)
    for (let c = 0; c < m; c++) {
      let sum = x[i]![c]!;
      for (let k = i + 1; k < n; k++) sum -= a[k]![i]! * x[k]![c]!;
      x[i]![c] = sum / a[i]![i]!;
    }
  return x;
}
