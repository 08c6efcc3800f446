import type { ChallengeDefinition } from '@gac/shared/contract/definition';
import { filesOf } from './domain/files-of-task.ts';
import { canonicalJson, type FileFacts } from './definition-hash.ts';

/** A definition with the hashes of its files, by the names it uses. */
export interface DefinedChallenge {
  definition: ChallengeDefinition;
  files: Readonly<Record<string, FileFacts>>;
}
export interface DefinitionChange {
  /** `title`, `rules`, `phases/final`, `data/train`: the part of the definition, with its key inside a list. */
  part: string;
  kind: 'added' | 'removed' | 'changed';
}

/** Every part under its name, as text that differs when the part or a file it names differs. */
function partsOf({ definition, files }: DefinedChallenge): Map<string, string> {
  const parts = new Map<string, string>();
  const { tracks, data, tasks, phases, boards, baselines, ...plain } = definition;
  for (const [name, value] of Object.entries(plain)) parts.set(name, canonicalJson(value));
  const hashOf = (file: string): string => files[file]?.sha256 ?? '';
  for (const track of tracks) parts.set(`tracks/${track.key}`, canonicalJson(track));
  for (const file of data) parts.set(`data/${file.key}`, canonicalJson([file, hashOf(file.file)]));
  for (const task of tasks) parts.set(`tasks/${task.key}`, canonicalJson([task, filesOf(task).map(hashOf)]));
  for (const phase of phases) parts.set(`phases/${phase.key}`, canonicalJson(phase));
  for (const board of boards) parts.set(`boards/${board.key}`, canonicalJson(board));
  for (const baseline of baselines) parts.set(`baselines/${baseline.name.en}`, canonicalJson([baseline, hashOf(baseline.file)]));
  for (const [list, items] of Object.entries({ tracks, data, tasks, phases, boards }))
    parts.set(`order of ${list}`, items.map(({ key }) => key).join());
  return parts;
}

/** What differs between two loads of a challenge; empty when nothing does. The order of a list counts only when the same parts stand in another order. */
export function definitionChanges(before: DefinedChallenge, after: DefinedChallenge): DefinitionChange[] {
  const old = partsOf(before);
  const now = partsOf(after);
  const changes: DefinitionChange[] = [];
  for (const [part, text] of now) {
    const was = old.get(part);
    if (was === text) continue;
    if (part.startsWith('order of ') && !sameMembers(was ?? '', text)) continue;
    changes.push({ part, kind: was === undefined ? 'added' : 'changed' });
  }
  for (const part of old.keys()) if (!now.has(part)) changes.push({ part, kind: 'removed' });
  return changes;
}
const sameMembers = (a: string, b: string): boolean => a.split(',').sort().join() === b.split(',').sort().join();
