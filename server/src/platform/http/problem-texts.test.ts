import { describe, expect, it } from '@jest/globals';
import { PROBLEM_TEXTS, problemText } from '@gac/shared/problem-texts';
import { PROBLEMS, type ProblemCode, type ProblemFields, type ProblemKind } from '@gac/shared/problems';
import { LANGS } from '@gac/shared/values';
import { asProblem } from './problem-filter.ts';
import { problem } from './problem.ts';

const CODES = Object.keys(PROBLEMS) as ProblemCode[];
const finding = { code: 'E1', line: 3, column: 2, severity: 'error', hint: '' } as unknown as ProblemFields['file-refused']['finding'];
/** Every field a text may speak of. */
const FIELDS = {
  errors: [], permission: 'p', slug: 's', rulesVersion: '2', min: 2, max: 40, opensAt: '2026-11-23T03:00:00Z', closesAt: '2026-11-23T03:00:00Z', remaining: 0, limit: 5, resetsAt: '2026-11-24T00:00:00Z',
  boundBy: 'day', offset: 3, length: 9, expected: 'a', actual: 'b', maxBytes: 1024 * 1024, maxUploads: 20, state: 'SCORED', retryAfterS: 7, what: 'database', traceId: 't-1', paused: true, attempt: 2, accepts: ['predictions', 'code'], finding,
  maxImports: 5, problems: [finding], missing: [{ code: 'missing', path: 'field' }], data: 'train.csv', reasons: [{ ko: '안 됩니다.', en: 'It cannot be.' }],
};
const STATUSES: Record<ProblemKind, number[]> = { invalid: [400], unauthenticated: [401], forbidden: [403], 'not-found': [404], refused: [409, 413, 422], limited: [429], unavailable: [503, 507], fault: [500] };

describe('problems', () => {
  it('every code has words, and no words are without a code', () => {
    expect(Object.keys(PROBLEM_TEXTS).sort()).toEqual([...CODES].sort());
  });

  it.each(CODES)('%s has a status of its kind, and a title and a detail in both languages', (code) => {
    const { status, kind } = PROBLEMS[code];
    expect(STATUSES[kind]).toContain(status);
    for (const lang of LANGS) {
      const { title, detail } = problemText(code, FIELDS as never, lang);
      for (const text of [title, detail]) {
        expect(text.trim()).toBe(text);
        expect(text).not.toMatch(/^$|undefined|null|NaN|\[object|Invalid Date/);
        // Korean words in Korean, none in English.
        expect(/[가-힣]/.test(text)).toBe(lang === 'ko');
      }
    }
  });

  it.each<[string, unknown, ProblemCode]>([
    ['a problem', problem('email-taken'), 'email-taken'],
    ['a refused connection', Object.assign(new Error('x'), { driverError: { code: 'ECONNREFUSED' } }), 'unavailable'],
    ['a database that shuts down', Object.assign(new Error('x'), { code: '57P01' }), 'unavailable'],
    ['a pool without a free connection', new Error('timeout exceeded when trying to connect'), 'unavailable'],
    ['a body that is too large', Object.assign(new Error('x'), { statusCode: 413 }), 'upload-too-large'],
    ['a body nobody can read', Object.assign(new Error('x'), { statusCode: 415 }), 'invalid'],
    ['a broken constraint', Object.assign(new Error('x'), { driverError: { code: '23505' } }), 'fault'],
    ['a bug', new TypeError('x is not a function'), 'fault'],
    ['something that is no error', undefined, 'fault'],
    ['a text', 'boom', 'fault'],
  ])('%s is told as %s', (_what, error, code) => {
    expect(asProblem(error, 'trace').code).toBe(code);
  });
});
