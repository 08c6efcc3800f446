import { AssignmentDocument, ScoresDocument, VotesDocument } from '@gac/shared/contract/mathematics';
import { analysePanel, repeatedPairs, type PanelAnalysis } from '@gac/shared/rules/panels/analysis';
import { assignJudges, type Assignment } from '@gac/shared/rules/panels/assignment';
import { bradleyTerry } from '@gac/shared/rules/panels/pairwise';
import type { Command, CommandAnswer } from '../context.ts';
import { readDocument } from '../documents.ts';
import { table } from '../layout.ts';
import type { Messages } from '../messages.ts';
import { refuse } from '../refused.ts';

/** `gac panel assign|analyse|pairwise FILE`: the mathematics of judging, recomputed from an export without a server. */
export const panel: Command = async ({ run, m }) => {
  const [action = '', file = ''] = run.args;
  if (action === 'assign') return assigned(assignJudges(await readDocument(file, AssignmentDocument)), m);
  if (action === 'analyse') return analysed(file, m);
  if (action === 'pairwise') return compared(file);
  throw refuse('no-action', action);
};

function assigned(found: Assignment, m: Messages): CommandAnswer {
  if (found.status === 'OK') return { value: found, lines: [...found.assignments.map((pair) => pair.join(' ')), m.total(found.total)] };
  const { entries, judges, needed, available } = found.explanation;
  return { value: found, lines: [m.shortage[found.explanation.code](entries.join(', '), judges.join(', '), needed, available)], exit: 1 };
}

async function analysed(file: string, m: Messages): Promise<CommandAnswer> {
  const { scores, scale } = await readDocument(file, ScoresDocument);
  const [repeated] = repeatedPairs(scores);
  if (repeated) throw refuse('repeated-pair', repeated.join(', '));
  const found = analysePanel(scores, scale);
  return { value: found, lines: analysisLines(found, m) };
}

const shown = (value: number | null | undefined): string => (typeof value === 'number' ? value.toFixed(4) : '–');
function analysisLines({ raw, z, additive, severity, components, connected, alpha, icc }: PanelAnalysis, m: Messages): string[] {
  const right = (title: string) => ({ title, right: true });
  const scores = Object.keys(raw).map((entry) => [entry, shown(raw[entry]), shown(z[entry]), shown(additive?.[entry])]);
  return [
    ...table([{ title: m.panel.entry }, right(m.panel.raw), right('z'), right(m.panel.additive)], scores),
    ...(connected ? [] : [m.panel.apart(components.map((ids) => ids.join(' ')).join(' | '))]),
    ...Object.entries(severity ?? {}).map(([judge, points]) => `${m.panel.severity} ${judge} ${shown(points)}`),
    `${m.panel.alpha} ${shown(alpha)}`,
    ...(icc ? [`ICC(2,1) ${shown(icc.icc2)} · ICC(2,k) ${shown(icc.icc2k)}`] : []),
  ];
}

async function compared(file: string): Promise<CommandAnswer> {
  const { strengths, connected } = bradleyTerry((await readDocument(file, VotesDocument)).votes);
  const items = [...(strengths ?? [])].sort(([, a], [, b]) => b - a);
  return { value: { strengths: strengths && Object.fromEntries(strengths), connected }, lines: items.map(([id, strength]) => `${id} ${shown(strength)}`), exit: connected ? 0 : 1 };
}
