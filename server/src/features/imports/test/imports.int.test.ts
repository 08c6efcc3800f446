import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportList, ImportView } from '@gac/shared/contract/imports';
import { organizer } from '../../../testing/entrants.ts';
import { Harness, type Person } from '../../../testing/harness.ts';
import { zipOf } from '../../../testing/programs.ts';
import { codabench, COMPETITION, evalai, huggingface, imported, seen } from './archives.ts';

const LONG_MS = 90_000;

describe('importing archives', () => {
  let harness: Harness;
  let person: Person;
  beforeAll(async () => {
    harness = await Harness.start({ env: { SANDBOX_DRIVER: 'bubblewrap', LOG_LEVEL: process.env['TEST_LOG'] ?? 'fatal' } });
    person = await organizer(harness, 'Importer');
  }, LONG_MS);
  afterAll(async () => {
    const scratch = join(harness.config.GAC_DATA, 'reading');
    await harness.close();
    expect(existsSync(scratch) ? readdirSync(scratch) : []).toEqual([]);
  });
  const codes = ({ findings }: ImportView, severity: string): string[] =>
    findings.filter((finding) => finding.severity === severity).map(({ code }) => code);

  it(
    'reads a bundle of Codabench, with every warning at its line and what becomes of it',
    async () => {
      const view = await imported(harness, person, await codabench());
      expect(view).toMatchObject({
        state: 'read',
        format: 'codabench',
        version: '2',
        title: 'Wheat seeds',
        errors: 0,
        suggestedSlug: 'wheat-seeds',
        challenge: null,
      });
      expect(view.findings).toContainEqual(
        expect.objectContaining({
          severity: 'warning',
          code: 'docker-image',
          file: 'competition.yaml',
          line: 6,
          message: { ko: expect.any(String), en: expect.any(String) },
        }),
      );
      expect(view.findings).toContainEqual(
        expect.objectContaining({ code: 'key-ignored', file: 'competition.yaml', line: 7, path: 'queue' }),
      );
      expect(view.outline).toMatchObject({
        phases: [{ key: 'main', opensAt: '2026-11-01T00:00:00.000Z', closesAt: '2026-12-01T00:00:00.000Z', perDay: 3, tasks: ['seeds'] }],
        tasks: [
          { key: 'seeds', scorer: 'codabench', metrics: [{ key: 'accuracy', direction: 'desc' }], hasReference: true, hasInput: false },
        ],
        boards: [{ columns: ['accuracy'] }],
        baselines: [{ name: { en: 'Majority' }, phase: 'main', kind: 'prediction' }],
      });
      expect(view.gaps).toContainEqual({ code: 'field', path: 'field', required: true });
      expect(view.dryRun).toMatchObject({ state: 'none', solutions: 1, results: [] });
      const list = (await person.get('/api/organize/imports').expect(200)).body as ImportList;
      expect(list.items[0]).toMatchObject({ id: view.id, errors: 0, dryRun: 'none' });
    },
    LONG_MS,
  );

  it(
    'reads challenges of EvalAI and competitions of Hugging Face',
    async () => {
      const first = await imported(harness, person, await evalai());
      expect([first.state, first.format, codes(first, 'error')]).toEqual(['read', 'evalai', []]);
      expect(first.outline?.tasks).toMatchObject([{ scorer: 'evalai', metrics: [{ key: 'dev_split-accuracy' }] }]);
      const second = await imported(harness, person, await huggingface());
      expect([second.state, second.format, codes(second, 'error')]).toEqual(['read', 'huggingface', []]);
      expect(second.outline?.tasks).toMatchObject([{ scorer: 'builtin', hasReference: true }]);
      await person
        .post(`/api/organize/imports/${first.id}/dry-run`)
        .expect(409)
        .expect(({ body }) => {
          expect((body as { code: string }).code).toBe('nothing-to-run');
        });
    },
    LONG_MS,
  );

  it(
    'says every fault of a bad definition at once',
    async () => {
      const bad = COMPETITION.replace("'2026-11-01'", 'soon')
        .replace('reference_data: reference_data', 'reference_data: nothing')
        .replace('file: overview.md', 'file: gone.md');
      const view = await imported(harness, person, await codabench({ 'competition.yaml': bad }));
      expect(view).toMatchObject({ state: 'refused', outline: null, suggestedSlug: null, errors: 3 });
      const lines = bad.split('\n');
      const lineOf = (part: string): number => lines.findIndex((line) => line.includes(part)) + 1;
      expect(
        view.findings
          .filter(({ severity }) => severity === 'error')
          .map(({ line }) => line)
          .sort(),
      ).toEqual([lineOf('gone.md'), lineOf('nothing'), lineOf('soon')].sort());
      await person.post(`/api/organize/imports/${view.id}/draft`).send({ slug: 'bad' }).expect(409);
    },
    LONG_MS,
  );

  it(
    'refuses a bomb and names that lead out, before anything of them is written',
    async () => {
      const { execFileSync } = await import('node:child_process');
      const { mkdtempSync, readFileSync, rmSync } = await import('node:fs');
      const { tmpdir } = await import('node:os');
      const folder = mkdtempSync(join(tmpdir(), 'gac-hostile-'));
      try {
        for (const [name, script, code] of [
          ['bomb', "z.writestr('zeros', bytes(200 * 2**20), zipfile.ZIP_DEFLATED)", 'ratio'],
          ['traversal', "z.writestr('../../evil.py', 'x')", 'path-outside'],
          [
            'link',
            "i = zipfile.ZipInfo('link'); i.create_system = 3; i.external_attr = 0o120777 << 16; z.writestr(i, '/etc/passwd')",
            'link',
          ],
        ] as const) {
          const path = join(folder, `${name}.zip`);
          execFileSync('python3', [
            '-W',
            'ignore',
            '-c',
            `import sys, zipfile\nwith zipfile.ZipFile(sys.argv[1], 'w') as z:\n    ${script}`,
            path,
          ]);
          const view = await imported(harness, person, readFileSync(path));
          expect([name, view.state, codes(view, 'error')]).toEqual([name, 'refused', expect.arrayContaining([code])]);
        }
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
      const noZip = await person
        .post('/api/uploads')
        .set({ 'tus-resumable': '1.0.0', 'upload-length': '21', 'upload-metadata': `purpose ${Buffer.from('import').toString('base64')}` })
        .expect(201);
      await person
        .patch(String(noZip.headers['location']))
        .set({ 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' })
        .send(Buffer.from('this is no zip at all'))
        .expect(422);
    },
    LONG_MS,
  );

  it(
    'runs the shipped solutions and says what came of each; nothing is published',
    async () => {
      const view = await imported(harness, person, await codabench());
      await person.post(`/api/organize/imports/${view.id}/dry-run`).expect(200);
      await harness.drain(60_000);
      const { dryRun, challenge } = await seen(person, view.id);
      expect(challenge).toBeNull();
      expect(dryRun).toMatchObject({
        state: 'passed',
        problem: null,
        results: [
          {
            name: 'Majority',
            status: 'SCORED',
            tasks: [{ name: 'Seeds', status: 'SCORED', scores: [{ key: 'accuracy', value: 0.75 }], failure: null }],
          },
        ],
      });
      const task = dryRun.results[0]?.tasks[0];
      expect(task?.wallMs).toBeGreaterThan(0);
      expect(task?.peakBytes).toBeGreaterThan(0);
      const log = await person.get(`/api/organize/imports/${view.id}/dry-run/0/0/scoring_stdout`).expect(200);
      expect(log.text).toBe('scoring 4 rows\n');
      await person.get(`/api/organize/imports/${view.id}/dry-run/0/0/nothing`).expect(404);
      await harness.visitor().get('/api/challenges/wheat-seeds').expect(404);
    },
    LONG_MS,
  );

  it(
    'a dry run that fails says why, with the class and what was printed, and can be asked for again',
    async () => {
      const view = await imported(
        harness,
        person,
        await codabench({ 'scoring_program/score.py': "raise SystemExit('the truth is missing')\n" }),
      );
      for (const _ of [1, 2]) {
        const asked = await person.post(`/api/organize/imports/${view.id}/dry-run`).expect(200);
        expect((asked.body as ImportView).dryRun.state).toMatch(/queued|running/);
        await harness.drain(60_000);
        const { dryRun } = await seen(person, view.id);
        expect(dryRun).toMatchObject({
          state: 'failed',
          results: [
            {
              status: 'FAILED',
              tasks: [
                {
                  status: 'FAILED',
                  scores: [],
                  failure: { class: 'SCORER_FAULT', message: { ko: expect.any(String), en: expect.any(String) } },
                },
              ],
            },
          ],
        });
        expect(dryRun.results[0]?.tasks[0]?.logs).toContainEqual(
          expect.objectContaining({ name: 'scoring_stderr', tail: expect.stringContaining('the truth is missing') }),
        );
      }
    },
    LONG_MS,
  );

  it(
    'what was discarded is gone for its organizer at once, and its bytes a while later',
    async () => {
      const view = await imported(harness, person, await zipOf({ 'readme.txt': 'no competition' }));
      expect([view.state, codes(view, 'error')]).toEqual(['refused', ['no-definition']]);
      await person.delete(`/api/organize/imports/${view.id}`).expect(204);
      await person.get(`/api/organize/imports/${view.id}`).expect(404);
      expect(await harness.sql.rows(`SELECT 1 FROM artifact WHERE sha256 = $1`, [view.sha256])).toHaveLength(1);
      harness.clock.set(new Date(harness.clock.now().getTime() + 3 * 3_600_000));
      const { ImportKeeper } = await import('../jobs/import-keeper.ts');
      await harness.app.get(ImportKeeper).run();
      expect(await harness.sql.rows(`SELECT 1 FROM artifact WHERE sha256 = $1`, [view.sha256])).toEqual([]);
      expect(await harness.sql.rows(`SELECT 1 FROM challenge_import WHERE id = $1`, [view.id])).toEqual([]);
    },
    LONG_MS,
  );

  it(
    'what a worker had when it was killed is taken up by another, and given up after too many',
    async () => {
      const archive = await codabench({ 'overview.md': 'Killed.\n' });
      const { ImportKeeper } = await import('../jobs/import-keeper.ts');
      const first = await imported(harness, person, archive);
      const lapse = (state: string, lapses: number) =>
        harness.sql.rows(`UPDATE challenge_import SET state = $2, lapses = $3, lease_owner = 'gone', lease_until = $4 WHERE id = $1`, [
          first.id,
          state,
          lapses,
          new Date(harness.clock.now().getTime() - 1),
        ]);
      await lapse('reading', 0);
      await harness.app.get(ImportKeeper).run();
      const until = performance.now() + 30_000;
      while ((await seen(person, first.id)).state === 'reading' && performance.now() < until)
        await new Promise((resolve) => setTimeout(resolve, 50));
      expect((await seen(person, first.id)).state).toBe('read');
      await lapse('reading', harness.config.MAX_ATTEMPTS - 1);
      await harness.app.get(ImportKeeper).run();
      expect((await seen(person, first.id)).state).toBe('failed');
      await person.post(`/api/organize/imports/${first.id}/read-again`).expect(200);
      await harness.drain(60_000);
      expect((await seen(person, first.id)).state).toBe('read');
    },
    LONG_MS,
  );

  it(
    'tells what becomes of an import as it happens, from where a reader was',
    async () => {
      const view = await imported(harness, person, await codabench({ 'overview.md': 'Live.\n' }));
      const { account } = (await person.get('/api/session').expect(200)).body as { account: { email: string } };
      const signedIn = await harness
        .visitor()
        .post('/api/session')
        .send({ email: account.email, password: 'correct horse battery' })
        .expect(201);
      const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
      const stop = new AbortController();
      const told = async (after: number, until: string): Promise<string> => {
        const answer = await fetch(`${harness.url}/api/organize/imports/${view.id}/events`, {
          headers: { cookie, 'last-event-id': String(after) },
          signal: stop.signal,
        });
        let text = '';
        for await (const piece of answer.body as unknown as AsyncIterable<Uint8Array>) {
          text += Buffer.from(piece).toString();
          if (text.includes(until)) break;
        }
        return text;
      };
      const all = await told(0, '"state":"read"');
      expect([...all.matchAll(/"state":"(\w+)"/g)].map(([, state]) => state)).toEqual(['uploaded', 'reading', 'read']);
      await person.post(`/api/organize/imports/${view.id}/dry-run`).expect(200);
      const rest = await told(view.lastSeq, '"dryRun":"passed"');
      expect([...rest.matchAll(/"dryRun":"(\w+)"/g)].map(([, state]) => state)).toEqual(['queued', 'running', 'passed']);
      stop.abort();
      await harness.drain(60_000);
    },
    LONG_MS,
  );
});
