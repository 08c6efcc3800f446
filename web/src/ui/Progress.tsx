import type { ReactNode } from 'react';

const TICKS = 16;
/**
 * A progress bar marked like a ruler. `value`: 0 to 1. `valueText` is what is read aloud and shown at the right ("1.18 / 1.84 GB").
 * Drawn as SVG: no style attribute, so the strict content security policy holds in server HTML too.
 */
export function Progress({ label, value, valueText, head }: { label: string; value: number; valueText: string; head?: ReactNode }) {
  const percent = Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div className="progress">
      <div className="progress-head">
        <b className="num" aria-hidden="true">{`${percent}%`}</b>
        <span className="num" aria-hidden="true">
          {head ?? valueText}
        </span>
      </div>
      <div role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent} aria-valuetext={valueText}>
        <svg className="progress-track" aria-hidden="true">
          <rect className="bg" width="100%" height="9" />
          <rect className="fg data-fill" width={`${percent}%`} height="9" />
          {Array.from({ length: TICKS - 1 }, (_, i) => (
            <rect key={i} className="gap" x={`${((i + 1) / TICKS) * 100}%`} width="2" height="9" />
          ))}
        </svg>
      </div>
    </div>
  );
}
