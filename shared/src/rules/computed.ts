import type { Computation } from '../contract/definition.ts';
import { CompensatedSum } from '../scoring/sum.ts';

/** A computed column's number (B-03): null when one of its columns has none or the result is not finite. `values`: one at least. */
export function computed(rule: Computation['rule'], values: readonly (number | null)[]): number | null {
  const numbers = values.filter((value) => value !== null);
  if (numbers.length < values.length || numbers.length === 0) return null;
  const result = rule === 'min' ? Math.min(...numbers) : rule === 'max' ? Math.max(...numbers) : total(numbers) / (rule === 'avg' ? numbers.length : 1);
  return Number.isFinite(result) ? result : null;
}

function total(numbers: readonly number[]): number {
  const sum = new CompensatedSum();
  for (const number of numbers) sum.add(number);
  return sum.value;
}
