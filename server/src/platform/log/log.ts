import type { LoggerService } from '@nestjs/common';
import pino, { type Logger } from 'pino';
import type { AppConfig } from '../config/config.ts';

/** Structured logs: one JSON object a line. Secrets and personal data never go in. */
export abstract class Log {
  abstract debug(fields: object, message: string): void;
  abstract info(fields: object, message: string): void;
  abstract warn(fields: object, message: string): void;
  abstract error(fields: object, message: string): void;
}

const REDACT = ['req.headers.cookie', 'req.headers.authorization', 'res.headers["set-cookie"]', 'password', '*.password', '*.email'];
export const createLogger = (config: Pick<AppConfig, 'LOG_LEVEL'>, process: string): Logger => pino({ level: config.LOG_LEVEL, base: { process }, redact: REDACT, timestamp: pino.stdTimeFunctions.isoTime });

/** What NestJS itself says, through the same logger. Its start-up lines are debug: nobody reads them twice. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}
  log(message: unknown, context?: string): void {
    this.logger.debug({ context }, String(message));
  }
  error(message: unknown, stack?: string, context?: string): void {
    this.logger.error({ context, stack }, String(message));
  }
  warn(message: unknown, context?: string): void {
    this.logger.warn({ context }, String(message));
  }
}
