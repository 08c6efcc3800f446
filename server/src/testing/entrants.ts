import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ChallengeView, PhaseView } from '@gac/shared/contract/challenges';
import type { ChallengeDefinition, SubmissionKind } from '@gac/shared/contract/definition';
import { loadFolder } from '../commands/load.ts';
import { grantRole } from '../commands/operations.ts';
import { daysToShift, shiftDefinition } from '../demo/shift-definition.ts';
import type { Response } from 'supertest';
import type { Harness, Person } from './harness.ts';

const EXAMPLES = fileURLToPath(new URL('../../../examples', import.meta.url));
export const exampleFile = (example: string, name: string): Buffer => readFileSync(`${EXAMPLES}/${example}/data/${name}`);
export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export interface Stage {
  challenge: ChallengeView;
  phase: PhaseView;
}
/** Loads an example so that its phase is open at the harness's clock. `change` may alter the definition; without `baselines` there are none. */
export async function stage(harness: Harness, example = 'digits', change: (definition: ChallengeDefinition) => ChallengeDefinition = (definition) => definition, baselines = false): Promise<Stage> {
  const days = daysToShift(harness.clock.now(), 'Asia/Seoul');
  await loadFolder(harness.app, `${EXAMPLES}/${example}`, (definition) => {
    const changed = change(shiftDefinition(definition, days));
    return baselines ? changed : { ...changed, baselines: [] };
  });
  const challenge = (await harness.visitor().get(`/api/challenges/${example}`).expect(200)).body as ChallengeView;
  const [phase] = challenge.phaseDetails;
  if (!phase) throw new Error('the example has no phase');
  return { challenge, phase };
}

/** A new person who has joined the challenge with a team of this name. */
export async function entrant(harness: Harness, { challenge }: Stage, team: string, country = 'KR'): Promise<Person> {
  const person = await harness.signUp(team, country);
  await person.post(`/api/challenges/${challenge.slug}/participation`).send({ rulesVersion: challenge.rules.version, rulesSha256: challenge.rules.sha256, teamName: team }).expect(201);
  return person;
}

/** A new person who is an organizer of the challenges of these slugs; of every one there is without a slug. */
export async function organizer(harness: Harness, name: string, ...slugs: string[]): Promise<Person> {
  const person = await harness.signUp(name);
  const { account } = (await person.get('/api/session').expect(200)).body as { account: { email: string } };
  await grantRole(harness.app, account.email, 'organizer', slugs);
  return person;
}

export const tusMetadata = (fileName: string, phaseId: string, kind?: SubmissionKind): string =>
  Object.entries({ filename: fileName, phase: phaseId, ...(kind === undefined ? {} : { kind }) })
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');

/** Uploads all bytes by tus; the id of the upload. */
export async function upload(person: Person, phaseId: string, bytes: Buffer, fileName = 'predictions.csv', kind?: SubmissionKind): Promise<string> {
  const created = await person.post('/api/uploads').set({ 'tus-resumable': '1.0.0', 'upload-length': String(bytes.length), 'upload-metadata': tusMetadata(fileName, phaseId, kind) }).expect(201);
  const location = String(created.headers['location']);
  await person.patch(location).set({ 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }).send(bytes).expect(204);
  return location.split('/').at(-1) ?? '';
}

/** Uploads and submits; the response of the POST. */
export async function submit(person: Person, phaseId: string, bytes: Buffer, headers: Record<string, string> = {}, fileName = 'predictions.csv', kind?: SubmissionKind): Promise<Response> {
  const uploadId = await upload(person, phaseId, bytes, fileName, kind);
  return person.post(`/api/phases/${phaseId}/submissions`).set(headers).send({ uploadId, sha256: sha256Of(bytes) });
}
