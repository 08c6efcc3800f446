import { problem } from './problem.ts';

const asPointer = (path: readonly unknown[] | undefined): string => (path ?? []).map((part) => `/${String(typeof part === 'object' && part !== null && 'key' in part ? (part).key : part)}`).join('');

/** Zod issues as RFC 9457 `errors[]` with JSON pointers. */
export const invalidInput = (issues: readonly { path?: readonly unknown[] | undefined; message: string; code?: string }[]): Error =>
  problem('invalid', { errors: issues.map((issue) => ({ pointer: asPointer(issue.path), code: issue.code ?? 'invalid', message: issue.message })) });
