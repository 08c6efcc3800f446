import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { SettableClock } from '../clock/clock.ts';
import { hostWebApp } from '../http/web-host.ts';

/** A web app in the place of the built one. */
const APP = `
export async function render({ url, onError }) {
  if (url === '/boom') throw new Error('no page');
  if (url === '/part') onError(new Error('no part'));
  return { status: 200, headers: { 'content-type': 'text/html' }, html: '<p>' + url + '</p>' };
}`;
const PER_MINUTE = 5;

describe('the host of the pages', () => {
  let webDir: string;
  let fastify: FastifyInstance;
  let lines: { msg: string; err?: { message: string }; url?: string }[];
  beforeAll(async () => {
    webDir = mkdtempSync(join(tmpdir(), 'gac-pages-'));
    for (const folder of ['dist', 'dist-ssr']) mkdirSync(join(webDir, folder));
    writeFileSync(join(webDir, 'dist-ssr', 'entry-server.js'), APP);
    writeFileSync(join(webDir, 'dist-ssr', 'package.json'), '{"type":"module"}');
    lines = [];
    const sink = new Writable({ write: (piece: Buffer, _encoding, done) => { lines.push(JSON.parse(piece.toString()) as never); done(); } });
    fastify = Fastify();
    expect(await hostWebApp(fastify, { webDir, publicUrl: undefined, pagesPerMinute: PER_MINUTE, clock: new SettableClock(new Date('2026-11-23T03:00:00Z')), log: pino(sink) })).toBe(true);
  });
  afterAll(async () => {
    await fastify.close();
    rmSync(webDir, { recursive: true });
  });
  const ask = (url: string, remoteAddress: string) => fastify.inject({ method: 'GET', url, remoteAddress });

  it('one address gets so many pages a minute, another is not asked to wait for it', async () => {
    const answers = [];
    for (let i = 0; i <= PER_MINUTE; i++) answers.push(await ask('/ko', '192.0.2.1'));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([...Array.from({ length: PER_MINUTE }, () => 200), 429]);
    const refused = answers.at(-1);
    expect(refused?.json()).toMatchObject({ code: 'limited' });
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
    expect((await ask('/ko', '192.0.2.2')).statusCode).toBe(200);
  });

  it('a page that could not be made is a fault with an id, and is logged under it', async () => {
    const answer = await ask('/boom', '192.0.2.3');
    expect(answer.statusCode).toBe(500);
    const { code, traceId, ...rest } = answer.json<{ code: string; traceId: string }>();
    expect(code).toBe('fault');
    expect(JSON.stringify(rest)).not.toContain('no page');
    expect(lines).toContainEqual(expect.objectContaining({ msg: 'page: not made', err: expect.objectContaining({ message: 'no page' }), url: '/boom', traceId }));
  });

  it('a part that threw is logged, and the rest is sent', async () => {
    const answer = await ask('/part', '192.0.2.4');
    expect([answer.statusCode, answer.body]).toEqual([200, '<p>/part</p>']);
    expect(lines).toContainEqual(expect.objectContaining({ msg: 'page: a part of it threw', err: expect.objectContaining({ message: 'no part' }) }));
  });
});
