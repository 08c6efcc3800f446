import { expect } from '@jest/globals';
import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { Throttle } from '@nestjs/throttler';
import type { FastifyReply, FastifyRequest } from 'fastify';
import pg from 'pg';
import { z } from 'zod';
import type { FreshDatabase } from '../../testing/fresh-database.ts';
import type { Actor } from '../access/actor.ts';
import { problem } from '../http/problem.ts';
import { ReadyAnswers, sendReady } from '../http/ready-answers.ts';
import { Allows, By, Returns, ReturnsNothing, ReturnsRaw } from '../http/route.ts';
import { SIGN_IN_LIMIT } from '../http/throttle.ts';

export const Thing = z.object({ id: z.string(), count: z.number().int(), inner: z.object({ open: z.string() }) });
const Order = z.object({ name: z.string().min(2), lines: z.array(z.object({ amount: z.number() })) });
export const MEMBER = '018f0000-0000-7000-8000-000000000001';
export const SECRET = 'argon2-hash-of-somebody';

/** Routes that answer as the name says. */
@Controller('things')
export class ThingsController {
  /** How often the route itself answered, and whether what it left is still true. */
  static asked = 0;
  static isTrue = true;
  constructor(private readonly ready: ReadyAnswers) {}

  @Get('ready')
  @Allows('operations.read')
  @ReturnsRaw('application/json')
  leave(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    ThingsController.asked += 1;
    const answer = { body: Buffer.from(JSON.stringify({ asked: ThingsController.asked })), type: 'application/json; charset=utf-8', etag: `"${String(ThingsController.asked)}"` };
    this.ready.keep(request, answer, () => ThingsController.isTrue);
    sendReady(request, reply, answer);
  }
  @Get('more')
  @Allows('operations.read')
  @Returns(200, Thing)
  more(): object {
    return { id: 'a', count: 1, inner: { open: 'yes', hidden: SECRET }, passwordHash: SECRET };
  }
  @Get('wrong')
  @Allows('operations.read')
  @Returns(200, Thing)
  wrong(): object {
    return { id: 'a', count: SECRET, inner: { open: 'yes' } };
  }
  @Get('broken')
  @Allows('operations.read')
  @Returns(200, Thing)
  broken(): Thing {
    throw new TypeError(`cannot read ${SECRET}`);
  }
  @Get('refused')
  @Allows('operations.read')
  @Returns(200, Thing)
  refused(): Thing {
    throw problem('phase-closed', { closesAt: '2026-11-23T03:00:00.000Z' });
  }
  @Get('busy')
  @Allows('operations.read')
  @Returns(200, Thing)
  busy(): Thing {
    throw problem('unavailable', { retryAfterS: 7, what: 'queue' });
  }
  @Post('orders')
  @Allows('operations.read')
  @Returns(201, Order)
  order(@Body({ schema: Order }) body: z.infer<typeof Order>): z.infer<typeof Order> {
    return body;
  }
  @Get('members')
  @Allows('upload.write')
  @Returns(200, z.object({ who: z.string() }))
  members(@By() actor: Actor): { who: string } {
    return { who: actor.kind === 'account' ? actor.id : '' };
  }
  @Get('organizers')
  @Allows('queue.pause')
  @Returns(200, z.object({}))
  organizers(): object {
    return {};
  }
  @Post('sign-in')
  @Throttle(SIGN_IN_LIMIT)
  @Allows('operations.read')
  @ReturnsNothing()
  async signIn(@Req() request: FastifyRequest): Promise<void> {
    await request.session.regenerate();
    request.session.set('accountId', MEMBER);
  }
}
type Thing = z.infer<typeof Thing>;

/** The answer is this problem, whole, in Korean. */
export const isProblem = (answer: { headers: Record<string, string>; body: unknown }, code: string): void => {
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.body).toMatchObject({ type: `/ko/problems/${code}`, code, title: expect.stringMatching(/./), detail: expect.stringMatching(/./), instance: expect.stringMatching(/^urn:trace:[0-9a-f-]{36}$/) });
};

/** A statement beside the application. */
export async function besides<T>({ url }: FreshDatabase, text: string, params: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text, params)).rows as T[];
  } finally {
    await client.end();
  }
}
/** The account that `POST /api/things/sign-in` signs in. */
export const addMember = (database: FreshDatabase): Promise<unknown> =>
  besides(database, `INSERT INTO account (id, email, email_key, name, country, locale, password_hash, created_at) VALUES ($1, 'a@example.org', 'a@example.org', 'A', 'KR', 'ko', '', now())`, [MEMBER]);
