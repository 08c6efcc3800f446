import { z } from 'zod';
import { zClause, zContract, zFileFormat, zQuotaRule, zRunLimits, zRuntime, zSubmissionKind } from './definition.ts';
import { zBoardId, zChallengeId, zCountry, zDirection, zInstant, zKey, zPhaseId, zScore, zSha256, zSlug, zTeamId, zText } from './primitives.ts';

export const zChallengeStage = z.enum(['upcoming', 'running', 'judging', 'closed']);
export const MetricView = z
  .object({
    key: zKey,
    metric: z.string().nullable().meta({ description: "Of the catalogue; null for a number that the challenge's own program or a computed column gives" }),
    name: zText,
    direction: zDirection,
    decimals: z.int(),
    version: z.int(),
    codeSha256: zSha256,
  })
  .meta({ id: 'MetricView', description: 'A metric as a challenge uses it; codeSha256 names the exact scorer code' });
/** A task as participants may know it. */
export const TaskView = z
  .object({
    key: zKey,
    name: zText,
    format: zFileFormat.nullable().meta({ description: 'Null when nobody but the scoring program understands the submissions' }),
    metrics: z.array(MetricView),
    rows: z.int(),
    dataSha256: zSha256.nullable(),
    scorer: z.object({ kind: z.enum(['builtin', 'program']), contract: zContract.nullable(), runtime: zRuntime.nullable() }),
    input: z.object({ bytes: z.int(), sha256: zSha256 }).nullable().meta({ description: "The data that participants' programs read" }),
    entry: z.string().nullable().meta({ description: 'The command of a program whose zip has no metadata.yaml' }),
    output: z.string().nullable().meta({ description: 'The file that a program has to write; null when the scoring program decides' }),
  })
  .meta({ id: 'TaskView' });
export const PhaseView = z
  .object({
    id: zPhaseId,
    key: zKey,
    name: zText,
    opensAt: zInstant,
    closesAt: zInstant.nullable(),
    status: z.enum(['upcoming', 'open', 'closed']),
    quota: zQuotaRule,
    accepts: z.array(z.object({ kind: zSubmissionKind, maxBytes: z.int(), platform: z.string().nullable().meta({ description: 'Of a container image: what it has to be built for, e.g. linux/amd64' }) })),
    limits: zRunLimits.meta({ description: "Of a participant's program, for each task" }),
    tasks: z.array(TaskView),
  })
  .meta({ id: 'PhaseView' });
export const BoardSummary = z
  .object({
    id: zBoardId,
    key: zKey,
    name: zText,
    phaseKey: zKey,
    /** `least` and `greatest`: what the metric can be at all; null where it has no bound. */
    columns: z.array(
      z.object({ key: zKey, name: zText, direction: zDirection, decimals: z.int(), least: z.number().nullable(), greatest: z.number().nullable() }),
    ),
    order: z.array(zKey).meta({ description: 'The columns that ranks compare, the first one first; those that are not shown are left out' }),
    ties: z.enum(['shared', 'strict']),
    represents: z.enum(['best', 'latest']),
  })
  .meta({ id: 'BoardSummary' });
export const ChallengeCard = z
  .object({
    id: zChallengeId,
    slug: zSlug,
    title: zText,
    summary: zText,
    field: zText,
    routes: z.array(z.enum(['startup', 'position'])),
    stage: zChallengeStage,
    phases: z.array(z.object({ key: zKey, name: zText, opensAt: zInstant, closesAt: zInstant.nullable() })),
    /** The next instant at which something opens or closes; null when nothing will. */
    nextBoundary: z.object({ kind: z.enum(['opens', 'closes']), phaseName: zText, at: zInstant }).nullable(),
    teams: z.int(),
    metric: MetricView,
    leading: zScore,
    /** Counts of ranked teams in equal-width bins of the public score, worst to best, at most 40 bins; empty under 5 teams. */
    distribution: z.array(z.int()),
  })
  .meta({ id: 'ChallengeCard' });
export const ChallengeList = z
  .object({
    items: z.array(ChallengeCard),
    /** Live counts; a number that is not known is null and not shown. An entry is a team that stands in a challenge: whoever is in three makes three. */
    facts: z.object({ countries: z.int(), entries: z.int(), evaluations: z.int(), medianWaitMs: z.number().nullable() }),
    at: zInstant,
  })
  .meta({ id: 'ChallengeList' });
export const DataFileView = z
  .object({
    key: zKey,
    fileName: z.string(),
    name: zText,
    description: zText,
    bytes: z.int(),
    sha256: zSha256,
    licence: z.string(),
    source: z.string(),
    version: z.string(),
    access: z.enum(['open', 'participants']),
    role: z.enum(['train', 'test', 'sample', 'example', 'code', 'document']),
    url: z.string(),
  })
  .meta({ id: 'DataFileView' });
export const ChallengeView = ChallengeCard.extend({
  overview: zText,
  zone: z.string(),
  rules: z.object({
    version: z.string(),
    date: z.string(),
    sha256: zSha256,
    clauses: z.array(zClause),
    changes: z.array(z.object({ version: z.string(), date: z.string(), text: zText })),
  }),
  data: z.array(DataFileView),
  dataChanges: z.array(z.object({ date: z.string(), text: zText })),
  phaseDetails: z.array(PhaseView),
  boards: z.array(BoardSummary),
  maxTeamSize: z.int(),
}).meta({ id: 'ChallengeView' });

export const JoinChallenge = z
  .object({ rulesVersion: z.string(), rulesSha256: zSha256, teamName: z.string().trim().min(2).max(80) })
  .meta({ id: 'JoinChallenge', description: 'Accept the rules, named by version and hash, and enter as a team of one' });
export const AcceptRules = z.object({ rulesVersion: z.string(), rulesSha256: zSha256 }).meta({ id: 'AcceptRules' });
export const TeamView = z
  .object({
    id: zTeamId,
    name: z.string(),
    country: zCountry,
    affiliation: z.string(),
    leader: z.boolean(),
    locked: z.boolean(),
    members: z.array(z.object({ name: z.string(), leader: z.boolean(), joinedAt: zInstant })),
  })
  .meta({ id: 'TeamView' });
/** The viewer's own relation to a challenge. */
export const ParticipationView = z
  .object({
    joinedAt: zInstant.nullable(),
    acceptedRulesVersion: z.string().nullable(),
    /** True when the rules changed after the viewer accepted them: acknowledge before the next submission (CH-4). */
    rulesOutdated: z.boolean(),
    team: TeamView.nullable(),
  })
  .meta({ id: 'ParticipationView' });

export type MetricView = z.infer<typeof MetricView>;
export type TaskView = z.infer<typeof TaskView>;
export type PhaseView = z.infer<typeof PhaseView>;
export type BoardSummary = z.infer<typeof BoardSummary>;
export type ChallengeCard = z.infer<typeof ChallengeCard>;
export type ChallengeList = z.infer<typeof ChallengeList>;
export type ChallengeView = z.infer<typeof ChallengeView>;
export type DataFileView = z.infer<typeof DataFileView>;
export type JoinChallenge = z.infer<typeof JoinChallenge>;
export type AcceptRules = z.infer<typeof AcceptRules>;
export type TeamView = z.infer<typeof TeamView>;
export type ParticipationView = z.infer<typeof ParticipationView>;
export type ChallengeStage = z.infer<typeof zChallengeStage>;
