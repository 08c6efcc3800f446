import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { problemText } from '@gac/shared/problem-texts';
import type { ProblemBody } from '@gac/shared/problems';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Log } from '../log/log.ts';
import { languageOf } from './language.ts';
import { problem, ProblemError } from './problem.ts';

/** Connection-level failures of the database: the request may be tried again, nothing of it was done. */
const DATABASE_DOWN = new Set(['ECONNREFUSED', 'ECONNRESET', '57P01', '57P02', '57P03', '08006', '08001', '08003', '53300']);
/** Anything may be thrown, `undefined` too. */
type Thrown = { driverError?: { code?: string }; code?: string; statusCode?: number } | null | undefined;
const codeOf = (error: unknown): string => (error as Thrown)?.driverError?.code ?? (error as Thrown)?.code ?? '';
const isDatabaseDown = (error: unknown): boolean => DATABASE_DOWN.has(codeOf(error)) || (error instanceof Error && /Connection terminated|timeout exceeded when trying to connect/.test(error.message));

/** The problem that tells of any error. */
export function asProblem(error: unknown, traceId: string): ProblemError {
  if (error instanceof ProblemError) return error;
  if (isDatabaseDown(error)) return problem('unavailable', { retryAfterS: 2, what: 'database' });
  // A text with U+0000 got as far as the database, which has no such character. No route means to let one pass.
  if (codeOf(error) === '22021') return problem('invalid', { errors: [{ pointer: '', code: 'control-character', message: 'has a character that cannot be stored' }] });
  const status = error instanceof HttpException ? error.getStatus() : ((error as Thrown)?.statusCode ?? 500);
  if (status === 404) return problem('not-found');
  if (status === 429) return problem('limited', { retryAfterS: 60 });
  if (status === 413) return problem('upload-too-large', { maxBytes: 1024 * 1024 });
  if (status >= 400 && status < 500) return problem('invalid', { errors: [{ pointer: '', code: 'unreadable', message: (error as Error).message }] });
  return problem('fault', { traceId });
}

export function problemBody(error: ProblemError, request: FastifyRequest): ProblemBody {
  const lang = languageOf(request);
  const text = problemText(error.code, error.fields as never, lang);
  return { type: `/${lang}/problems/${error.code}`, code: error.code, status: error.status, title: text.title, detail: text.detail, instance: `urn:trace:${request.id}`, ...error.fields };
}

/** Answers with a problem, wherever in the request's way it was met. */
export function sendProblem(raised: ProblemError, request: FastifyRequest, reply: FastifyReply): void {
  const { retryAfterS } = raised.fields as { retryAfterS?: number };
  if (retryAfterS !== undefined) void reply.header('retry-after', String(retryAfterS));
  void reply.status(raised.status).header('content-type', 'application/problem+json; charset=utf-8').header('cache-control', 'no-store').send(JSON.stringify(problemBody(raised, request)));
}

@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}
  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const raised = asProblem(error, request.id);
    if (raised.kind === 'fault') this.log.error({ err: error, traceId: request.id, url: request.routeOptions.url }, 'fault');
    else if (raised.kind === 'unavailable') this.log.warn({ err: error, traceId: request.id }, 'unavailable');
    else if (raised.kind === 'refused') this.log.info({ code: raised.code, traceId: request.id }, 'refused');
    if (reply.sent || reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    sendProblem(raised, request, reply);
  }
}
