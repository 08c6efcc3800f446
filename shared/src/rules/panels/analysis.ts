import { intraclassCorrelations, krippendorffAlpha, type IntraclassCorrelations, type Scale } from './agreement.ts';
import { additiveFit, globalZScores, rawScores } from './calibration.ts';
import { componentsOf, markTable, type Mark } from './scores.ts';

export interface PanelAnalysis {
  /** By entry. */
  raw: Record<string, number>;
  z: Record<string, number>;
  /** Null when the marks do not hang together: entries of different components cannot be compared (J-61). */
  additive: Record<string, number> | null;
  /** By judge, in points; positive is strict. */
  severity: Record<string, number> | null;
  connected: boolean;
  components: string[][];
  alpha: number | null;
  icc: IntraclassCorrelations | null;
}

/** Every method side by side (J-60) and how far the judges agree (J-63). A pair of judge and entry occurs once. */
export function analysePanel(marks: readonly Mark[], scale: Scale): PanelAnalysis {
  const table = markTable(marks);
  const byEntry = (scores: readonly number[]): Record<string, number> => Object.fromEntries(table.entries.map((id, at) => [id, scores[at] as number]));
  const components = componentsOf(table);
  const fit = components.length === 1 ? additiveFit(table) : null;
  return {
    raw: byEntry(rawScores(table)),
    z: byEntry(globalZScores(table)),
    additive: fit && byEntry(fit.scores),
    severity: fit && Object.fromEntries(table.judges.map((id, at) => [id, fit.severity[at] as number])),
    connected: components.length === 1,
    components,
    alpha: krippendorffAlpha(table, scale),
    icc: intraclassCorrelations(table),
  };
}

/** Pairs of judge and entry that occur more than once: such marks are ambiguous. */
export function repeatedPairs(marks: readonly Mark[]): [judge: string, entry: string][] {
  const seen = new Set<string>();
  return marks.flatMap(({ judge, entry }): [string, string][] => {
    const pair = JSON.stringify([judge, entry]);
    if (seen.has(pair)) return [[judge, entry]];
    seen.add(pair);
    return [];
  });
}
