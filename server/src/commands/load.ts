import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import type { INestApplicationContext } from '@nestjs/common';
import type { ChallengeDefinition } from '@gac/shared/contract/definition';
import { composeContext } from '../compose.ts';
import { bundleBytes, ChallengeLoader, ChallengesApi, type Bundle, type DefinitionProblem } from '../features/challenges/index.ts';
import { SubmissionsService } from '../features/submissions/index.ts';
import { ArtifactNames } from '../platform/storage/artifact-names.ts';
import { ArtifactStore } from '../platform/storage/artifact-store.ts';
import type { AppConfig } from '../platform/config/config.ts';
import { Fault } from '../platform/fault.ts';

/** `load <folder>`: creates or updates a challenge from its bundle. */
export async function loadCommand(config: AppConfig, [folder]: readonly string[]): Promise<void> {
  if (folder === undefined) throw new Fault('Usage: load <folder with challenge.yaml>');
  const app = await composeContext(config, 'cli');
  try {
    console.log(await loadFolder(app, resolve(folder), (definition) => definition));
  } finally {
    await app.close();
  }
}

const told = (problem: DefinitionProblem): string => `${String(problem.line)}:${String(problem.column)} ${problem.path} ${problem.message.en}`;

/** Reads a bundle, changes its definition, stores it and submits its baselines. Answers a line that says what changed; throws with every problem of a bad one. */
export async function loadFolder(app: INestApplicationContext, folder: string, change: (definition: ChallengeDefinition) => ChallengeDefinition): Promise<string> {
  const loader = app.get(ChallengeLoader);
  const read = await loader.read(folder);
  if (!read.ok) throw new Fault(`${String(read.refusal.length)} problem(s) in the bundle:\n${read.refusal.map(told).join('\n')}`);
  const bundle = { ...read.value, definition: change(read.value.definition) };
  const loaded = await loader.load(bundle);
  if (!loaded.ok) throw new Fault(`The bundle was refused: ${JSON.stringify(loaded.refusal)}`);
  // Nobody may submit to a draft; its baselines are submitted when it is published.
  if (!loaded.value.isDraft) await submitBaselines(app, bundle);
  return `${loaded.value.slug}: ${loaded.value.outcome}, revision ${String(loaded.value.revision)}`;
}

async function submitBaselines(app: INestApplicationContext, bundle: { definition: ChallengeDefinition; files: Bundle['files'] }): Promise<void> {
  const boards = await app.get(ChallengesApi).boards();
  const phases = await Promise.all([...new Set(boards.map(({ phaseId }) => phaseId))].map((id) => app.get(ChallengesApi).phase(id)));
  for (const baseline of bundle.definition.baselines) {
    const phase = phases.find((candidate) => candidate?.slug === bundle.definition.slug && candidate.key === baseline.phase);
    const file = bundle.files.get(baseline.file);
    if (!phase || !file) throw new Fault(`The baseline ${baseline.name.en} has no phase or file.`);
    await app.get(ArtifactNames).announce(file);
    const stored = await app.get(ArtifactStore).put(Readable.from(bundleBytes(file)), { maxBytes: file.bytes });
    const fileName = `${baseline.file.split('/').at(-1) ?? 'baseline'}${file.isFolder ? '.zip' : ''}`;
    await app.get(SubmissionsService).submitBaseline(phase.id, { name: baseline.name, track: baseline.track }, { ...stored, kind: baseline.kind, fileName });
  }
}
