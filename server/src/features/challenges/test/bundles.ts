import { join } from 'node:path';
import type { ChallengeDefinition } from '@gac/shared/contract/definition';
import type { Harness } from '../../../testing/harness.ts';
import { ChallengeLoader, type Bundle, type LoadedChallenge } from '../index.ts';

/** The example `digits` as it stands in the repository. */
export async function digits(harness: Harness): Promise<Bundle> {
  const read = await harness.app.get(ChallengeLoader).read(join(import.meta.dirname, '../../../../../examples/digits'));
  if (!read.ok) throw new TypeError(JSON.stringify(read.refusal));
  return read.value;
}
/** A bundle whose definition differs. */
export const but = (bundle: Bundle, over: Partial<ChallengeDefinition>): Bundle => ({ ...bundle, definition: { ...bundle.definition, ...over } });

export async function load(harness: Harness, bundle: Bundle): Promise<LoadedChallenge> {
  const loaded = await harness.app.get(ChallengeLoader).load(bundle);
  if (!loaded.ok) throw new TypeError(JSON.stringify(loaded.refusal));
  return loaded.value;
}
/** The rules of the challenge as a person would accept them. */
export async function currentRules(harness: Harness, slug = 'digits'): Promise<{ rulesVersion: string; rulesSha256: string }> {
  const { body } = await harness.visitor().get(`/api/challenges/${slug}`).expect(200);
  return { rulesVersion: body.rules.version, rulesSha256: body.rules.sha256 };
}
