import type { AccountId } from '@gac/shared/values';

/** What happened to a team; stored in order as its `team_event` rows, from which its history can be told. */
export type TeamChange =
  | { type: 'created'; data: { name: string; track: string; country: string; affiliation: string; leaderId: AccountId } }
  | { type: 'member-joined'; data: { accountId: AccountId } };

/** The history of a team of one begins with these. */
export const foundingOf = (leaderId: AccountId, team: { name: string; track: string; country: string; affiliation: string }): TeamChange[] => [
  { type: 'created', data: { name: team.name, track: team.track, country: team.country, affiliation: team.affiliation, leaderId } },
  { type: 'member-joined', data: { accountId: leaderId } },
];
