import { readFile } from 'node:fs/promises';
import { refuse } from './refused.ts';

/** What a schema of the contract can do. */
interface Schema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false; error: { issues: readonly { path: readonly PropertyKey[]; message: string }[] } };
}

/** A JSON document that fits its schema; a Refused that says where it does not. */
export async function readDocument<T>(path: string, schema: Schema<T>): Promise<T> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw refuse('no-file', path);
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw refuse('bad-document', `${path}: ${error instanceof Error ? error.message : ''}`);
  }
  const read = schema.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw refuse('bad-document', `${path}: /${(issue?.path ?? []).map(String).join('/')} ${issue?.message ?? ''}`);
}
