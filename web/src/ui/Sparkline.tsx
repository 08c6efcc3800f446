/** A line of values in order with a dot on the last; decoration, so the caller says the same in text. Width and height in px. */
export function Sparkline({
  values,
  direction = 'desc',
  width = 76,
  height = 18,
}: {
  values: readonly number[];
  direction?: 'asc' | 'desc';
  width?: number;
  height?: number;
}) {
  if (values.length === 0) return null;
  // Better is up, also for metrics where less is better.
  const up = values.map((value) => (direction === 'desc' ? value : -value));
  const low = Math.min(...up);
  const span = Math.max(...up) - low || 1;
  const flat = Math.max(...up) === low;
  const points = (up.length === 1 ? [up[0] ?? 0, up[0] ?? 0] : up).map((value, i, all) => {
    const x = (i / (all.length - 1)) * width;
    const y = flat ? height / 2 : height - 2 - ((value - low) / span) * (height - 4);
    return [Number(x.toFixed(1)), Number(y.toFixed(1))] as const;
  });
  const last = points.at(-1) ?? [width, height / 2];
  return (
    <svg className="spark" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <path d={points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('')} />
      <circle cx={last[0]} cy={last[1]} r="2.5" />
    </svg>
  );
}
/** The first of the bins, worst to best, that hold the best `share` of all; ties of that edge stand in the same bin. */
export function leadFrom(counts: readonly number[], share: number): number {
  const wanted = Math.ceil(counts.reduce((sum, count) => sum + count, 0) * share);
  let from = counts.length;
  for (let held = 0; from > 0 && held < wanted;) held += counts[--from] ?? 0;
  return from;
}
/** Counts of a distribution, worst to best; the bins of the best tenth are marked, and `note` beneath says so. `label` says all of it in words. */
export function DistributionBars({ counts, label, note }: { counts: readonly number[]; label: string; note: string }) {
  const top = Math.max(...counts, 1);
  const step = 100 / Math.max(counts.length, 1);
  const lead = leadFrom(counts, 0.1);
  return (
    <figure className="distribution">
      <svg className="bars" role="img" aria-label={label} width="100%" height="32" preserveAspectRatio="none">
        {counts.map((count, i) => {
          const height = Math.max(1.5, (count / top) * 32);
          return (
            <rect
              key={i}
              className={i >= lead ? 'lead' : undefined}
              x={`${(i * step).toFixed(2)}%`}
              y={(32 - height).toFixed(1)}
              width={`${(step * 0.72).toFixed(2)}%`}
              height={height.toFixed(1)}
              rx="0.5"
            />
          );
        })}
      </svg>
      <figcaption aria-hidden="true">{note}</figcaption>
    </figure>
  );
}
