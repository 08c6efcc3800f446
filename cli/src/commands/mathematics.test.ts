import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { gac } from '../gac.ts';
import type { Machine } from '../machine.ts';

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'gac-mathematics-')); });
afterAll(() => { rmSync(folder, { recursive: true }); });

/** What a command says of a document, as JSON and in lines. */
async function said(command: string, document: unknown): Promise<{ exit: number; json: unknown; text: string }> {
  const path = join(folder, 'document.json');
  writeFileSync(path, typeof document === 'string' ? document : JSON.stringify(document));
  const ran = async (...more: string[]): Promise<{ exit: number; out: string }> => {
    let out = '';
    const write = (text: string): void => { out += text; };
    const machine = { env: {}, home: folder, zone: 'Asia/Seoul', now: () => new Date(0), out: write, err: write, hasScreen: false } as unknown as Machine;
    return { exit: await gac([...command.split(' '), path, ...more], machine, '0'), out };
  };
  const { exit, out } = await ran('--json');
  return { exit, json: JSON.parse(out), text: (await ran('--lang', 'en')).out };
}

describe('the mathematics at home', () => {
  test('panel assign: the best assignment, or which entries lack judges', async () => {
    const judges = [{ id: 'a', min: 0, max: 1 }, { id: 'b', min: 0, max: 1 }];
    const entries = [{ id: 'x', demand: 1 }, { id: 'y', demand: 1 }];
    const found = await said('panel assign', { judges, entries, affinity: { a: { x: 0.2, y: 0.9 }, b: { x: 0.1 } }, conflicts: [] });
    expect(found).toMatchObject({ exit: 0, json: { status: 'OK', assignments: [['a', 'y'], ['b', 'x']], total: 1, explanation: null }, text: 'a y\nb x\nAffinity in all 1\n' });
    const refused = await said('panel assign', { judges, entries, affinity: {}, conflicts: [['a', 'x'], ['b', 'x']] });
    expect(refused).toMatchObject({ exit: 1, json: { status: 'INFEASIBLE', assignments: [], explanation: { code: 'too-few-judges', entries: ['x'], needed: 1, available: 0 } } });
    expect(refused.text).toContain('entries x need 1 reviews');
  });
  test('panel analyse: every method, and nothing calibrated that does not hang together', async () => {
    const whole = await said('panel analyse', { scale: 'interval', scores: [{ judge: 'a', entry: 'x', value: 10 }, { judge: 'b', entry: 'x', value: 20 }, { judge: 'a', entry: 'y', value: 30 }] });
    expect(whole).toMatchObject({ exit: 0, json: { raw: { x: 15, y: 30 }, connected: true, components: [['x', 'y']], icc: null } });
    const severity = (whole.json as { severity: Record<string, number> }).severity;
    expect([severity['a'], severity['b']].map((points) => points?.toFixed(9))).toEqual(['5.000000000', '-5.000000000']);
    const apart = await said('panel analyse', { scores: [{ judge: 'a', entry: 'x', value: 1 }, { judge: 'b', entry: 'y', value: 2 }] });
    expect(apart.json).toMatchObject({ additive: null, severity: null, connected: false, components: [['x'], ['y']], alpha: null });
    expect(apart.text).toContain('x | y');
  });
  test('panel pairwise: strengths, or none when somebody never lost', async () => {
    const { json } = await said('panel pairwise', { votes: [['a', 'b'], ['a', 'b'], ['b', 'a']] });
    expect(json).toMatchObject({ connected: true });
    expect(await said('panel pairwise', { votes: [['a', 'b']] })).toMatchObject({ exit: 0, json: { strengths: null, connected: false } });
  });
  test('awards match: a matching with its warnings', async () => {
    const market = { applicants: [{ id: 'a', preferences: ['p', 'gone'] }, { id: 'b', preferences: ['p'] }], programs: [{ id: 'p', capacity: 1, ranking: [['a', 'b']] }], seed: 7 };
    const { exit, json } = await said('awards match', market);
    expect(exit).toBe(0);
    expect(json).toMatchObject({ status: 'OK', unfilled: { p: 0 }, warnings: [{ code: 'unknown-program', subject: 'a', what: 'gone' }] });
    expect(Object.values((json as { matching: Record<string, string | null> }).matching).filter(Boolean)).toEqual(['p']);
  });
  test.each([
    ['not JSON', '{', 'bad-document'],
    ['another form', { judges: [] }, 'bad-document'],
  ])('%s is refused, with the place', async (_, document, code) => {
    expect(await said('panel assign', document)).toMatchObject({ exit: 1, json: { problem: { code } } });
  });
  test('two marks for the same pair are refused', async () => {
    const twice = { judge: 'a', entry: 'x', value: 1 };
    expect(await said('panel analyse', { scores: [twice, { ...twice, value: 2 }] })).toMatchObject({ exit: 1, json: { problem: { code: 'repeated-pair' } } });
  });
});
