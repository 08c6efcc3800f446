import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The bytes that everybody gets for one address, whoever asks. */
export interface ReadyAnswer {
  body: Buffer;
  type: string;
  /** Strong validator, quotes included (RFC 9110 8.8.3). */
  etag: string;
}
/** Finds an answer for an address in memory, at once, or null. */
export type ReadySource = (url: string) => ReadyAnswer | null;
interface Kept extends ReadyAnswer {
  isTrue: () => boolean;
}
const MOST_BYTES = 32 * 1024 * 1024;
/** Addresses count too: anybody may make up a long one for a short answer. */
const sizeOf = (url: string, { body }: ReadyAnswer): number => url.length + body.length;

/** Whether the client has these very bytes already (RFC 9110 13.1.2). */
function isKnown(request: FastifyRequest, etag: string): boolean {
  const known = request.headers['if-none-match'];
  return known !== undefined && (known === '*' || known.split(',').some((one) => one.trim().replace(/^W\//, '') === etag));
}

/**
 * Public answers in memory, sent before sessions, guards and pipes are asked: for reads that very many people repeat. A route answers the first
 * time as every route does and leaves its bytes here with a way to tell whether they are still true; the route is asked again once they are not.
 * Never for an answer that depends on who asks.
 */
@Injectable()
export class ReadyAnswers {
  private readonly kept = new Map<string, Kept>();
  private readonly sources: ReadySource[] = [];
  private bytes = 0;

  /** Asked for addresses that nothing is kept for. What it gives must be true at that moment, and the same for everybody. */
  from(source: ReadySource): void {
    this.sources.push(source);
  }

  /** Keeps an answer for the request's address. `isTrue` is asked before each use; it must be cheap and look at memory only. */
  keep(request: FastifyRequest, answer: ReadyAnswer, isTrue: () => boolean): void {
    const { url } = request.raw;
    if (url === undefined) return;
    this.drop(url);
    this.kept.set(url, { ...answer, isTrue });
    this.bytes += sizeOf(url, answer);
    for (const unused of this.kept.keys()) {
      if (this.bytes <= MOST_BYTES) break;
      this.drop(unused);
    }
  }

  /** Sends the kept answer, if there is one that is still true. */
  answer(request: FastifyRequest, reply: FastifyReply): boolean {
    const { url } = request.raw;
    if (url === undefined || request.method !== 'GET') return false;
    const ready = this.keptAt(url) ?? this.found(url);
    if (ready) sendReady(request, reply, ready);
    return ready !== null;
  }

  private keptAt(url: string): ReadyAnswer | null {
    const kept = this.kept.get(url);
    if (!kept) return null;
    this.drop(url);
    if (!kept.isTrue()) return null;
    // The least lately used is forgotten first, so that made-up addresses don't push out what many people read.
    this.kept.set(url, kept);
    this.bytes += sizeOf(url, kept);
    return kept;
  }

  private found(url: string): ReadyAnswer | null {
    for (const source of this.sources) {
      const answer = source(url);
      if (answer) return answer;
    }
    return null;
  }

  private drop(url: string): void {
    const kept = this.kept.get(url);
    if (!kept) return;
    this.bytes -= sizeOf(url, kept);
    this.kept.delete(url);
  }
}

/** Sends bytes with their validator, or 304 to who has them. `cache-control` lets caches keep them and makes them ask each time. */
export function sendReady(request: FastifyRequest, reply: FastifyReply, answer: ReadyAnswer, cacheControl = 'no-cache'): void {
  void reply.header('etag', answer.etag).header('cache-control', cacheControl);
  if (isKnown(request, answer.etag)) void reply.status(304).send();
  else void reply.status(200).header('content-type', answer.type).send(answer.body);
}
