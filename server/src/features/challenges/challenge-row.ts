import type { ChallengeDefinition } from '@gac/shared/contract/definition';
import type { ChallengeRow } from './data/challenges.repository.ts';
import { definitionSha256, rulesSha256, type FileFacts } from './definition-hash.ts';

/** A definition with its files as it is stored. */
export const challengeRow = (definition: ChallengeDefinition, files: Record<string, FileFacts>): ChallengeRow => ({
  slug: definition.slug,
  definition,
  files,
  definitionSha256: definitionSha256(definition, files),
  rulesSha256: rulesSha256(definition.rules),
});
