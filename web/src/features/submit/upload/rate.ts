/** How fast bytes go, smoothed. Times in ms of any steady clock. */
export interface Rate {
  at: number;
  sent: number;
  /** Bytes per ms; null until two marks are known. */
  speed: number | null;
  /** How long it has been measured, ms. */
  overMs: number;
}
/** A mark counts less the older it is; half of the weight is gone after about 3.5 s. */
const SMOOTHING_MS = 5000;
/** Shorter steps say more about buffers than about the line. */
const MIN_STEP_MS = 200;
const TRUSTED_AFTER_MS = 1500;

export const startRate = (at: number, sent: number): Rate => ({ at, sent, speed: null, overMs: 0 });

/** Exponentially weighted by time, so that neither bursts nor rare marks make it jump. */
export function nextRate(rate: Rate, at: number, sent: number): Rate {
  const step = at - rate.at;
  if (step < MIN_STEP_MS) return rate;
  // Bytes taken back (a part sent again after a broken connection) are not speed.
  const speed = Math.max(0, sent - rate.sent) / step;
  const weight = 1 - Math.exp(-step / SMOOTHING_MS);
  return { at, sent, speed: rate.speed === null ? speed : rate.speed + weight * (speed - rate.speed), overMs: rate.overMs + step };
}

/** Bytes per second for the eye, null while it would be a guess. */
export const bytesPerSecond = (rate: Rate): number | null =>
  rate.speed === null || rate.overMs < TRUSTED_AFTER_MS ? null : rate.speed * 1000;

/** Whole seconds until `bytes` are through; null while it would be a guess or when nothing moves. Coarser the further away. */
export function secondsLeft(rate: Rate, bytes: number): number | null {
  const speed = bytesPerSecond(rate);
  if (speed === null || speed <= 0) return null;
  const seconds = Math.max(1, Math.ceil((bytes - rate.sent) / speed));
  const grain = seconds < 20 ? 1 : seconds < 120 ? 5 : seconds < 600 ? 30 : 60;
  return Math.ceil(seconds / grain) * grain;
}

export const MILESTONES = [25, 50, 75, 100] as const;
/** The milestone in per cent that was passed between two shares (0 to 1); the highest when several were, null when none. */
export function milestone(before: number, after: number): (typeof MILESTONES)[number] | null {
  return MILESTONES.findLast((mark) => before * 100 < mark && after * 100 >= mark) ?? null;
}
