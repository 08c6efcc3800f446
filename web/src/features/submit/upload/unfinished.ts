import type { SubmissionKind } from '@gac/shared/contract/definition';

/** An upload that was begun and not ended, as this browser remembers it: enough to go on with the same file after a reload or a crash. */
export interface Unfinished {
  url: string;
  sha256: string;
  name: string;
  bytes: number;
  sent: number;
  note: string;
}
export interface UnfinishedStore {
  get(): Unfinished | null;
  set(upload: Unfinished): void;
  clear(): void;
}
const isUnfinished = (value: unknown): value is Unfinished => {
  if (typeof value !== 'object' || value === null) return false;
  const { url, sha256, name, bytes, sent, note } = value as Partial<Record<keyof Unfinished, unknown>>;
  // Only an address of ours: what lies in the storage is not to be trusted with a file.
  return (
    typeof url === 'string' &&
    /^\/api\/uploads\/[\w-]+$/.test(url) &&
    typeof sha256 === 'string' &&
    typeof name === 'string' &&
    typeof bytes === 'number' &&
    typeof sent === 'number' &&
    typeof note === 'string'
  );
};
type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Under what name an upload to a phase is remembered: of each kind there may be one. */
export const unfinishedName = (phaseId: string, kind: SubmissionKind): string => (kind === 'prediction' ? phaseId : `${phaseId}:${kind}`);

/** One per account and name. A browser that refuses storage only loses the going on after a reload. */
export function unfinishedStore(storage: () => Storage, accountId: string, name: string): UnfinishedStore {
  const key = `gac-upload:${accountId}:${name}`;
  const attempt = <T>(work: () => T, otherwise: T): T => {
    try {
      return work();
    } catch {
      return otherwise;
    }
  };
  return {
    get: () =>
      attempt(() => {
        const value: unknown = JSON.parse(storage().getItem(key) ?? 'null');
        return isUnfinished(value) ? value : null;
      }, null),
    set: (upload) => attempt(() => storage().setItem(key, JSON.stringify(upload)), undefined),
    clear: () => attempt(() => storage().removeItem(key), undefined),
  };
}
