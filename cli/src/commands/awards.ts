import { MarketDocument } from '@gac/shared/contract/mathematics';
import { match } from '@gac/shared/rules/awards/match';
import type { Command } from '../context.ts';
import { readDocument } from '../documents.ts';

/** `gac awards match FILE`: who goes where, computed again from an export without a server. */
export const awardsMatch: Command = async ({ run, m }) => {
  const result = match(await readDocument(run.args[0] ?? '', MarketDocument));
  return {
    value: result,
    lines: [
      ...result.warnings.map(({ code, subject, what }) => `${m.severities.warning} ${code} ${subject} ${what}`.trim()),
      ...Object.entries(result.matching).map(([applicant, program]) => `${applicant} ${program ?? '–'}`),
      ...(result.status === 'OK' ? [] : [m.panel.noStableMatching(result.blocking?.length ?? 0)]),
    ],
    exit: result.status === 'OK' ? 0 : 1,
  };
};
