import {
  zBoard,
  zDataFile,
  zPhase,
  zTask,
  zTrack,
  zBaseline,
  type Baseline,
  type BoardDefinition,
  type DataFile,
  type PhaseDefinition,
  type TaskDefinition,
  type Track,
} from '@gac/shared/contract/definition';
import type { Path } from './definition-problem.ts';

/** One member of a list: its key even when the rest of it is broken, its value only when all of it is well formed. */
export interface Member<T> {
  at: Path;
  key: string | null;
  value: T | null;
}
/** The lists of a definition as far as they can be read, so that references are checked although something else is wrong. */
export interface Outline {
  tracks: Member<Track>[];
  tasks: Member<TaskDefinition>[];
  phases: Member<PhaseDefinition>[];
  boards: Member<BoardDefinition>[];
  data: Member<DataFile>[];
  baselines: Member<Baseline>[];
}

interface Schema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false };
}
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function members<T>(raw: Record<string, unknown>, list: string, schema: Schema<T>): Member<T>[] {
  const items = raw[list];
  if (!Array.isArray(items)) return [];
  return items.map((item: unknown, i) => {
    const parsed = schema.safeParse(item);
    return {
      at: [list, i],
      key: isRecord(item) && typeof item['key'] === 'string' ? item['key'] : null,
      value: parsed.success ? parsed.data : null,
    };
  });
}

/** Reads what can be read of a parsed YAML document. A definition without tracks has the one called `open`. */
export function outlineOf(raw: unknown): Outline {
  const top = isRecord(raw) ? raw : {};
  const withTracks = top['tracks'] === undefined ? { ...top, tracks: [{ key: 'open', name: { ko: '일반', en: 'Open' } }] } : top;
  return {
    tracks: members(withTracks, 'tracks', zTrack),
    tasks: members(top, 'tasks', zTask),
    phases: members(top, 'phases', zPhase),
    boards: members(top, 'boards', zBoard),
    data: members(top, 'data', zDataFile),
    baselines: members(top, 'baselines', zBaseline),
  };
}
