import { z } from 'zod';
import type { AccountId, BoardId, ChallengeId, EvaluationId, PhaseId, Sha256, SubmissionId, TaskId, TeamId } from '../values.ts';

const id = <T extends string>(name: string) => z.uuid().meta({ description: `${name} (UUIDv7)` }) as unknown as z.ZodType<T, T>;
export const zAccountId = id<AccountId>('Account id');
export const zChallengeId = id<ChallengeId>('Challenge id');
export const zPhaseId = id<PhaseId>('Phase id');
export const zTaskId = id<TaskId>('Task id');
export const zBoardId = id<BoardId>('Board id');
export const zTeamId = id<TeamId>('Team id');
export const zSubmissionId = id<SubmissionId>('Submission id');
export const zEvaluationId = id<EvaluationId>('Evaluation id');
export const zSha256 = z.string().regex(/^[0-9a-f]{64}$/).meta({ description: 'SHA-256, lower-case hexadecimal' }) as unknown as z.ZodType<Sha256, Sha256>;

/** Text of one line, as people type it into a field. Control characters can't be seen, and PostgreSQL takes no U+0000. */
export const zLine = z.string().refine((text) => !/\p{Cc}/u.test(text), 'has a control character');
/** Text of several lines. */
export const zNote = z.string().refine((text) => !/[^\P{Cc}\t\n\r]/u.test(text), 'has a control character');

/** An instant on the wire: ISO 8601 in UTC with milliseconds. */
export const zInstant = z.iso.datetime().meta({ description: 'Instant, ISO 8601 in UTC' });
export const zLang = z.enum(['ko', 'en']);
export const zText = z.object({ ko: z.string().min(1), en: z.string().min(1) });
export const zCountry = z.string().regex(/^[A-Z]{2}$/).meta({ description: 'ISO 3166-1 alpha-2' });
export const zSlug = z.string().regex(/^[a-z0-9][a-z0-9-]{1,62}$/);
export const zKey = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,35}$/);
export const zDirection = z.enum(['desc', 'asc']);
/** A stored score or `null` when there is none. Doubles travel in the shortest form that reads back the same. */
export const zScore = z.number().nullable();
export const zReceipt = z.string().regex(/^R-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/).meta({
  description: 'Receipt number: 11 random Crockford base32 characters and one check character (weighted sum over GF(32)), grouped by four',
});
