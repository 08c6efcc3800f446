/** Cholesky factors of small symmetric positive definite matrices. Source: Golub and Van Loan, Matrix Computations, section 4.2. */
function factor(matrix: readonly (readonly number[])[]): number[][] {
  const lower = matrix.map((row) => new Array<number>(row.length).fill(0));
  for (let row = 0; row < matrix.length; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let rest = matrix[row]?.[column] ?? 0;
      for (let at = 0; at < column; at += 1) rest -= (lower[row]?.[at] as number) * (lower[column]?.[at] as number);
      (lower[row] as number[])[column] = row === column ? Math.sqrt(rest) : rest / (lower[column]?.[column] as number);
    }
  }
  return lower;
}

/** x of A·x = b. */
export function choleskySolve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const lower = factor(matrix);
  const x = [...right];
  for (let row = 0; row < x.length; row += 1) {
    for (let at = 0; at < row; at += 1) (x[row] as number) -= (lower[row]?.[at] as number) * (x[at] as number);
    (x[row] as number) /= lower[row]?.[row] as number;
  }
  for (let row = x.length - 1; row >= 0; row -= 1) {
    for (let at = row + 1; at < x.length; at += 1) (x[row] as number) -= (lower[at]?.[row] as number) * (x[at] as number);
    (x[row] as number) /= lower[row]?.[row] as number;
  }
  return x;
}

export const logDeterminant = (matrix: readonly (readonly number[])[]): number =>
  factor(matrix).reduce((sum, row, at) => sum + 2 * Math.log(row[at] as number), 0);
