/** Order statistics of columns; all in O(n log n). */

/** Ranks from 1; equal values share the mean of theirs. */
export function averageRanks(values: Float64Array): Float64Array {
  const order = Array.from(values, (_, at) => at).sort((a, b) => (values[a] as number) - (values[b] as number));
  const ranks = new Float64Array(values.length);
  for (let begin = 0; begin < order.length;) {
    let end = begin + 1;
    while (end < order.length && values[order[end] as number] === values[order[begin] as number]) end += 1;
    for (let at = begin; at < end; at += 1) ranks[order[at] as number] = (begin + 1 + end) / 2;
    begin = end;
  }
  return ranks;
}

/** Pairs of equal values in a sorted column. */
export function tiedPairs(sorted: Float64Array): number {
  let pairs = 0;
  let run = 1;
  for (let at = 1; at <= sorted.length; at += 1) {
    if (at < sorted.length && sorted[at] === sorted[at - 1]) run += 1;
    else {
      pairs += (run * (run - 1)) / 2;
      run = 1;
    }
  }
  return pairs;
}

/** Pairs of which the earlier is greater, by merge sort; the column is sorted on the way. */
export function countInversions(values: Float64Array): number {
  let [from, to]: [Float64Array, Float64Array] = [values, new Float64Array(values.length)];
  let inversions = 0;
  for (let width = 1; width < values.length; width *= 2) {
    for (let begin = 0; begin < values.length; begin += 2 * width) {
      const [middle, end] = [Math.min(begin + width, values.length), Math.min(begin + 2 * width, values.length)];
      let [left, right] = [begin, middle];
      for (let at = begin; at < end; at += 1) {
        const isLeft = left < middle && (right >= end || (from[left] as number) <= (from[right] as number));
        if (!isLeft) inversions += middle - left;
        to[at] = (isLeft ? from[left++] : from[right++]) as number;
      }
    }
    [from, to] = [to, from];
  }
  return inversions;
}
