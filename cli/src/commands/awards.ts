import { MarketDocument } from '@gac/shared/contract/mathematics';
import { match } from '@gac/shared/rules/awards/match';
import type { Command } from '../context.ts';
import { readDocument } from '../documents.ts';
import { refuse } from '../refused.ts';

/** `gac awards match FILE`: who goes where, recomputed from an export without a server. */
export const awards: Command = async ({ run, m }) => {
  const [action = '', file = ''] = run.args;
  if (action !== 'match') throw refuse('no-action', action);
  const result = match(await readDocument(file, MarketDocument));
  return {
    value: result,
    lines: [
      ...result.warnings.map(({ code, subject, what }) => `${m.severities.warning} ${code} ${subject} ${what}`.trim()),
      ...Object.entries(result.matching).map(([applicant, program]) => `${applicant} ${program ?? '–'}`),
      ...(result.status === 'OK' ? [] : [m.noStableMatching(result.blocking?.length ?? 0)]),
    ],
    exit: result.status === 'OK' ? 0 : 1,
  };
};
