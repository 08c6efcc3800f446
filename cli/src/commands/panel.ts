import { AssignmentDocument, ScoresDocument, VotesDocument } from '@gac/shared/contract/mathematics';
import { analysePanel, repeatedPairs, type PanelAnalysis } from '@gac/shared/rules/panels/analysis';
import { assignJudges } from '@gac/shared/rules/panels/assignment';
import { bradleyTerry } from '@gac/shared/rules/panels/pairwise';
import type { Command } from '../context.ts';
import { readDocument } from '../documents.ts';
import { table } from '../layout.ts';
import type { PanelMessages } from '../panel-messages.ts';
import { refuse } from '../refused.ts';

/** `gac panel assign FILE`: judges to entries, computed again from an export without a server. */
export const panelAssign: Command = async ({ run, m }) => {
  const found = assignJudges(await readDocument(run.args[0] ?? '', AssignmentDocument));
  if (found.status === 'OK') return { value: found, lines: [...found.assignments.map((pair) => pair.join(' ')), m.panel.total(found.total)] };
  const { code, entries, judges, needed, available } = found.explanation;
  return { value: found, lines: [m.panel.shortage[code](entries.join(', '), judges.join(', '), needed, available)], exit: 1 };
};

/** `gac panel analyse FILE`: every calibration side by side, and how far the judges agree. */
export const panelAnalyse: Command = async ({ run, m }) => {
  const { scores, scale } = await readDocument(run.args[0] ?? '', ScoresDocument);
  const [repeated] = repeatedPairs(scores);
  if (repeated) throw refuse('repeated-pair', repeated.join(', '));
  const found = analysePanel(scores, scale);
  return { value: found, lines: analysisLines(found, m.panel) };
};

/** `gac panel pairwise FILE`: strengths from votes; without them when somebody never lost or never won. */
export const panelPairwise: Command = async ({ run }) => {
  const { strengths, connected } = bradleyTerry((await readDocument(run.args[0] ?? '', VotesDocument)).votes);
  const items = [...(strengths ?? [])].sort(([, a], [, b]) => b - a);
  return { value: { strengths: strengths && Object.fromEntries(strengths), connected }, lines: items.map(([id, strength]) => `${id} ${shown(strength)}`) };
};

const shown = (value: number | null | undefined): string => (typeof value === 'number' ? value.toFixed(4) : '–');
function analysisLines({ raw, z, additive, severity, components, connected, alpha, icc }: PanelAnalysis, m: PanelMessages): string[] {
  const right = (title: string) => ({ title, right: true });
  const scores = Object.keys(raw).map((entry) => [entry, shown(raw[entry]), shown(z[entry]), shown(additive?.[entry])]);
  return [
    ...table([{ title: m.entry }, right(m.raw), right('Z'), right(m.additive)], scores),
    ...(connected ? [] : [m.apart(components.map((ids) => ids.join(' ')).join(' | '))]),
    ...Object.entries(severity ?? {}).map(([judge, points]) => `${m.severity} ${judge} ${shown(points)}`),
    `${m.alpha} ${shown(alpha)}`,
    ...(icc ? [`ICC(2,1) ${shown(icc.icc2)} · ICC(2,k) ${shown(icc.icc2k)}`] : []),
  ];
}
