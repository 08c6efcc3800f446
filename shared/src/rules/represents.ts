import type { Represents } from '../contract/definition.ts';

/**
 * What a board's rule amounts to where a team has one row: its best or its latest submission; null for rules by which teams pick submissions or
 * hold several rows. Codabench's Force_Best takes the best by the primary column, the other columns, then the earliest, as `best` does;
 * Force_Last replaces the team's row with each new submission, as `latest` does (definitions.md 1.6).
 */
export function effectiveRule(represents: Represents): 'best' | 'latest' | null {
  if (represents === 'best' || represents === 'force-best') return 'best';
  if (represents === 'latest' || represents === 'force-last') return 'latest';
  return null;
}
