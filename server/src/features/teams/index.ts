export { TeamsApi, teamProfileChanged, type TeamDraft, type TeamFacts } from './teams.api.ts';
export { TeamsModule } from './teams.module.ts';
