import { checkBoardColumns } from './check-columns.ts';
import { checkEntries } from './check-entries.ts';
import { checkFilePaths, checkHidden } from './check-files.ts';
import { checkPrograms } from './check-programs.ts';
import { checkReferences, repeated } from './check-references.ts';
import { checkTasks, type MetricCatalogue } from './check-tasks.ts';
import { checkTimes } from './check-times.ts';
import type { Finding } from './definition-problem.ts';
import { outlineOf } from './outline.ts';

const clauseIds = (raw: unknown): { name: string; at: (string | number)[] }[] => {
  const clauses = (raw as { rules?: { clauses?: unknown } } | null)?.rules?.clauses;
  if (!Array.isArray(clauses)) return [];
  return clauses.flatMap((clause: { id?: unknown } | null, i) =>
    typeof clause?.id === 'string' ? [{ name: clause.id, at: ['rules', 'clauses', i, 'id'] }] : [],
  );
};

/**
 * Everything the schema can't see, of a definition as parsed from YAML: names that name nothing or two things, phases out of order,
 * contradictions in a file format or in what scores, unknown or unsuitable metrics, paths that lead outside. Parts that are not well formed are passed over.
 */
export function checkDefinition(raw: unknown, metrics: MetricCatalogue): Finding[] {
  const outline = outlineOf(raw);
  return [
    ...checkReferences(outline),
    ...repeated(clauseIds(raw)),
    ...checkTimes(outline),
    ...checkEntries(outline),
    ...checkBoardColumns(outline),
    ...checkTasks(outline, metrics),
    ...checkPrograms(outline),
    ...checkFilePaths(outline),
    ...checkHidden(outline),
  ];
}
