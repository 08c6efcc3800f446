import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { refuse } from './refused.ts';

/** A JSON document that fits its schema; a Refused that says where it does not. */
export async function readDocument<T extends z.ZodType>(path: string, schema: T): Promise<z.infer<T>> {
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
  throw refuse('bad-document', `${path}: /${issue?.path.join('/') ?? ''} ${issue?.message ?? ''}`);
}
