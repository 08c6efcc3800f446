import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DraftView, ExportReport } from '@gac/shared/contract/imports';
import { entrant, organizer, stage } from '../../../testing/entrants.ts';
import { Harness, type Person } from '../../../testing/harness.ts';
import { ChallengeDrafts, ChallengeLoader } from '../../challenges/index.ts';
import { codabench, imported } from './archives.ts';

const LONG_MS = 90_000;

describe('exporting a challenge', () => {
  let harness: Harness;
  let person: Person;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gac-export-test-'));
    harness = await Harness.start();
    person = await organizer(harness, 'Exporter');
    const view = await imported(harness, person, await codabench());
    await person.post(`/api/organize/imports/${view.id}/draft`).send({ slug: 'wheat' }).expect(201);
  }, LONG_MS);
  afterAll(async () => {
    const scratch = join(harness.config.GAC_DATA, 'exports');
    for (const left of readdirSync(scratch)) expect(readdirSync(join(scratch, left))).toEqual([]);
    await harness.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const download = async (who: Person, path: string): Promise<Buffer> =>
    (
      await who
        .get(path)
        .buffer(true)
        .parse((response, done) => {
          const pieces: Buffer[] = [];
          response.on('data', (piece: Buffer) => pieces.push(piece));
          response.on('end', () => {
            done(null, Buffer.concat(pieces));
          });
        })
        .expect(200)
    ).body as Buffer;
  const unzipped = (bytes: Buffer, name: string): string => {
    const out = join(folder, name);
    mkdirSync(out);
    writeFileSync(`${out}.zip`, bytes);
    execFileSync('python3', [
      '-c',
      'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; z.extractall(sys.argv[2])',
      `${out}.zip`,
      out,
    ]);
    return out;
  };

  it(
    'gives a folder that loads as an equal challenge, file by file',
    async () => {
      const out = unzipped(await download(person, '/api/organize/challenges/wheat/export'), 'ours');
      const read = await harness.app.get(ChallengeLoader).read(out);
      if (!read.ok) throw new Error(JSON.stringify(read.refusal));
      const stored = await harness.app.get(ChallengeDrafts).find('wheat');
      expect(read.value.definition).toEqual(stored?.definition);
      const hashes = Object.fromEntries([...read.value.files].map(([name, { sha256 }]) => [name, sha256]));
      expect(hashes).toEqual(Object.fromEntries(Object.entries(stored?.files ?? {}).map(([name, { sha256 }]) => [name, sha256])));
    },
    LONG_MS,
  );

  it(
    'gives a bundle of Codabench that is read as the same challenge again, and says what that format can not',
    async () => {
      const report = (
        await person.get('/api/organize/challenges/wheat/export/report').query({ format: 'codabench', lang: 'en' }).expect(200)
      ).body as ExportReport;
      expect(report).toMatchObject({ format: 'codabench', isPossible: true });
      expect(report.findings).toContainEqual(
        expect.objectContaining({
          code: 'codabench-lacks',
          message: { ko: expect.any(String), en: expect.stringContaining('texts in the other language') },
        }),
      );
      const bytes = await download(person, '/api/organize/challenges/wheat/export?format=codabench&lang=en');
      const again = await imported(harness, person, bytes);
      expect([again.state, again.findings.filter(({ severity }) => severity === 'error')]).toEqual(['read', []]);
      const draft = (await person.get('/api/organize/drafts/wheat').expect(200)).body as DraftView;
      const { phases, tasks, boards, baselines } = draft.outline;
      expect(again.outline).toMatchObject({ phases, tasks, boards: boards.map(({ columns, order }) => ({ columns, order })), baselines });
    },
    LONG_MS,
  );

  it(
    'says when a format has no word for it',
    async () => {
      await stage(harness, 'digits');
      const owner = await organizer(harness, 'Owner', 'digits');
      const report = (await owner.get('/api/organize/challenges/digits/export/report?format=codabench').expect(200)).body as ExportReport;
      expect(report).toMatchObject({ isPossible: false, findings: [{ severity: 'error', code: 'codabench-scorer' }] });
      const refused = await owner.get('/api/organize/challenges/digits/export?format=codabench').expect(409);
      expect(refused.body).toMatchObject({ code: 'export-impossible' });
      const out = unzipped(await download(owner, '/api/organize/challenges/digits/export'), 'digits');
      expect((await harness.app.get(ChallengeLoader).read(out)).ok).toBe(true);
    },
    LONG_MS,
  );

  it(
    'hidden data leaves with nobody but the organizers of the challenge',
    async () => {
      const set = await stage(harness, 'digits');
      const participant = await entrant(harness, set, 'Curious');
      await participant.get('/api/organize/challenges/digits/export').expect(403);
      await harness.visitor().get('/api/organize/challenges/digits/export').expect(401);
      // Organizes wheat, not digits.
      await person.get('/api/organize/challenges/digits/export').expect(404);
      await person.get('/api/organize/challenges/nothing/export').expect(404);
    },
    LONG_MS,
  );
});
