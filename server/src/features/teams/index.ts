export { TeamsApi, teamProfileChanged, type TeamFacts } from './teams.api.ts';
export { TeamsModule } from './teams.module.ts';
