import { z } from 'zod';
import { zBoardId, zCountry, zInstant, zScore, zSubmissionId, zTeamId, zText } from './primitives.ts';

export const BoardQuery = z
  .object({
    offset: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(100).default(100),
    /** Team or affiliation: NFC, case-folded, choseong and wrong keyboard understood (LB-4). */
    q: z.string().max(80).optional(),
    country: zCountry.optional(),
    /** Rank change is counted since this many hours ago. */
    since: z.coerce.number().int().min(1).max(24 * 90).default(24),
  })
  .meta({ id: 'BoardQuery' });
export const BoardRow = z
  .object({
    /** Zero-based place in the filtered list, baselines included. */
    index: z.int(),
    /** Null for a baseline. */
    rank: z.int().nullable(),
    tied: z.boolean(),
    /** Rank `since` ago; null when the team had none. */
    rankBefore: z.int().nullable(),
    teamId: zTeamId.nullable(),
    team: z.string(),
    baselineName: zText.nullable(),
    country: zCountry.nullable(),
    affiliation: z.string(),
    /** In the order of the board's columns. */
    scores: z.array(zScore),
    /** Best score after each improvement of the primary column, at most the last 16. */
    trend: z.array(z.number()),
    submissions: z.int(),
    lastAt: zInstant,
  })
  .meta({ id: 'BoardRow' });
export const BoardWindow = z
  .object({
    boardId: zBoardId,
    /** Grows by one with every change of the board; also the last event's id. */
    version: z.int(),
    at: zInstant,
    /** Rows in the filtered list, and teams with a rank on the whole board. */
    total: z.int(),
    teams: z.int(),
    offset: z.int(),
    rows: z.array(BoardRow),
    /** Of the first column over all ranked teams, whatever the filter: the best score and the worst that an axis need reach to; null without scores. */
    spread: z.object({ best: z.number(), worst: z.number() }).nullable(),
    countries: z.array(z.object({ country: zCountry, teams: z.int() })),
  })
  .meta({ id: 'BoardWindow' });
export const OwnStandingQuery = z
  .object({
    since: BoardQuery.shape.since,
    /** One of the team's submissions: the answer says what withdrawing it would do to the rank. */
    without: zSubmissionId.optional(),
  })
  .meta({ id: 'OwnStandingQuery' });
export const OwnStanding = z
  .object({
    version: z.int(),
    row: BoardRow.nullable(),
    /** The team's rank without the submission asked about, null when it would leave the board; absent when none was asked about. */
    rankWithout: z.int().nullable().optional(),
  })
  .meta({ id: 'OwnStanding' });
/** Server-sent event `change` of a board; its id is the board's version. */
export const BoardChange = z
  .object({ version: z.int(), at: zInstant, teamId: zTeamId, team: z.string(), rank: z.int().nullable(), rankBefore: z.int().nullable(), score: zScore })
  .meta({ id: 'BoardChange' });

export type BoardQuery = z.infer<typeof BoardQuery>;
export type BoardRow = z.infer<typeof BoardRow>;
export type BoardWindow = z.infer<typeof BoardWindow>;
export type OwnStandingQuery = z.infer<typeof OwnStandingQuery>;
export type OwnStanding = z.infer<typeof OwnStanding>;
export type BoardChange = z.infer<typeof BoardChange>;
