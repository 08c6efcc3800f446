import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ChallengeView, PhaseView } from '@gac/shared/contract/challenges';
import type { SubmissionKind } from '@gac/shared/contract/definition';
import type { LogName, SubmissionLog, SubmissionView } from '@gac/shared/contract/submissions';
import { loadFolder } from '../../../commands/load.ts';
import { entrant, sha256Of, submit, upload } from '../../../testing/entrants.ts';
import { Harness, type Person } from '../../../testing/harness.ts';
import { pythonZip, zipOf } from '../../../testing/programs.ts';

const DOUBLE = `
import csv
print('doubling')
rows = list(csv.DictReader(open('/app/input_data/x.csv')))
with open('/app/output/predictions.csv', 'w') as file:
    file.write('id,y\\n')
    for row in rows:
        file.write(f"{row['id']},{2 * float(row['x'])}\\n")
`;
const WRITE = (text: string): string => `open('/app/output/predictions.csv', 'w').write(${JSON.stringify(text)})\n`;
const UNDER_WAY_MS = 60_000;

describe('submitting programs', () => {
  let harness: Harness;
  let challenge: ChallengeView;
  let person: Person;
  const phase = (key: string): PhaseView => challenge.phaseDetails.find((one) => one.key === key) as PhaseView;
  beforeAll(async () => {
    harness = await Harness.start({ env: { SANDBOX_DRIVER: 'bubblewrap', LOG_LEVEL: process.env['TEST_LOG'] ?? 'fatal' } });
    await loadFolder(harness.app, join(import.meta.dirname, 'program-challenge'), (definition) => definition);
    challenge = (await harness.visitor().get('/api/challenges/programs').expect(200)).body as ChallengeView;
    person = await entrant(harness, { challenge, phase: phase('builtin') }, 'Coders');
  }, 60_000);
  afterAll(async () => {
    const scratch = join(harness.config.GAC_DATA, 'scratch');
    await harness.close();
    expect(existsSync(scratch) ? readdirSync(scratch) : []).toEqual([]);
  });

  async function evaluated(phaseKey: string, bytes: Buffer, kind: SubmissionKind = 'code', fileName = 'program.zip'): Promise<SubmissionView> {
    const response = await submit(person, phase(phaseKey).id, bytes, {}, fileName, kind);
    expect([response.status, response.body]).toEqual([201, expect.anything()]);
    const { id } = response.body as SubmissionView;
    await harness.drain(UNDER_WAY_MS);
    return (await person.get(`/api/submissions/${id}`).expect(200)).body as SubmissionView;
  }
  const linesOf = async ({ id }: SubmissionView): Promise<SubmissionLog['lines']> => ((await person.get(`/api/submissions/${id}/log`).expect(200)).body as SubmissionLog).lines;
  const logOf = (who: Person, view: SubmissionView, name: LogName) => who.get(`/api/evaluations/${view.evaluations[0]?.id ?? ''}/logs/${name}`);

  it('says what a phase takes, with what limits', () => {
    expect(phase('builtin')).toMatchObject({ accepts: [{ kind: 'prediction' }, { kind: 'code', maxBytes: 104_857_600 }], limits: { cpuMs: 3000, pids: 32 } });
    expect(phase('builtin').tasks[0]).toMatchObject({ scorer: { kind: 'builtin' }, output: 'predictions.csv', input: { bytes: expect.any(Number) } });
    expect(phase('scored').tasks[0]).toMatchObject({ format: null, scorer: { kind: 'program', contract: 'codabench', runtime: 'python' }, metrics: [{ key: 'closeness', metric: null }], entry: 'python3 main.py' });
  });

  it('runs a program on the public input, scores its file with the metrics of the platform, and keeps what it printed and used', async () => {
    const done = await evaluated('builtin', await pythonZip(DOUBLE));
    expect(done).toMatchObject({ kind: 'code', state: 'SCORED', scores: [{ key: 'error', value: 0 }] });
    expect(done.history.map(({ state }) => state)).toEqual(['RECEIVED', 'VALIDATING', 'QUEUED', 'RUNNING', 'SCORING', 'SCORED']);
    const record = done.evaluations[0]?.record;
    expect(record).toMatchObject({ scorer: 'builtin/1', artifactSha256: done.sha256, predictionSha256: sha256Of(Buffer.from('id,y\na,2.0\nb,4.0\nc,6.0\nd,8.0\n')), inputSha256: phase('builtin').tasks[0]?.input?.sha256 });
    expect(record?.runtime).toMatch(/^python 3\./);
    expect(record?.packages?.['python3-numpy']).toMatch(/^1:1\.24|^1\.24/);
    expect(record?.uses).toEqual([expect.objectContaining({ step: 'program', exitCode: 0, limits: phase('builtin').limits })]);
    expect(await linesOf(done)).toContainEqual(expect.objectContaining({ kind: 'output', data: { task: 'builtin', stream: 'stdout', text: 'doubling' } }));
    expect((await logOf(person, done, 'program.stdout').expect(200)).text).toBe('doubling\n');
  }, UNDER_WAY_MS);

  it('scores a file of predictions in the same phase', async () => {
    const done = await evaluated('builtin', Buffer.from('id,y\na,3\nb,4\nc,6\nd,8\n'), 'prediction', 'predictions.csv');
    expect(done).toMatchObject({ kind: 'prediction', state: 'SCORED', scores: [{ key: 'error', value: 0.5 }] });
  }, UNDER_WAY_MS);

  it('lets a program score, whose words and cases stay with the organizers', async () => {
    const done = await evaluated('scored', await zipOf({ 'main.py': DOUBLE.replace('2 *', '1.5 *') }));
    expect(done).toMatchObject({ state: 'SCORED', scores: [{ key: 'closeness', value: -0.25 }] });
    expect(done.evaluations[0]?.record).toMatchObject({ scorer: 'codabench/1', scorerSha256: phase('scored').tasks[0]?.metrics[0]?.codeSha256 });
    expect(done.evaluations[0]?.logs.map(({ name }) => name)).toEqual(['program.stdout']);
    expect(JSON.stringify([done, await linesOf(done)])).not.toContain('SECRET');
    await logOf(person, done, 'scorer.stdout').expect(404);
    await logOf(harness.visitor(), done, 'scorer.stdout').expect(401);
    const organizer = await harness.signUp('Organizer');
    await harness.sql.rows(`UPDATE account SET roles = '{member,organizer}' WHERE name = 'Organizer'`);
    // Of another challenge: may not know of it.
    await logOf(organizer, done, 'scorer.stdout').expect(404);
    await harness.sql.rows(`INSERT INTO challenge_organizer (account_id, challenge_id, granted_at) SELECT a.id, c.id, a.created_at FROM account a, challenge c WHERE a.name = 'Organizer'`);
    expect((await logOf(organizer, done, 'scorer.stdout').expect(200)).text).toContain('SECRET');
    expect(await harness.sql.rows(`SELECT metric, values FROM case_score WHERE evaluation_id = $1`, [done.evaluations[0]?.id])).toEqual([{ metric: 'error', values: [0.5, 1, 1.5, 2] }]);
  }, UNDER_WAY_MS);

  it('hidden data is not where participants’ programs run', async () => {
    const done = await evaluated('builtin', await pythonZip(`
import os
found = [os.path.join(root, name) for top in os.listdir('/') if top not in ('proc', 'usr', 'sys', 'bin', 'lib', 'lib64', 'sbin') for root, _, names in os.walk('/' + top) for name in names if 'answer' in name]
print('found', found, sorted(os.listdir('/app')))
${DOUBLE}`));
    expect(done.state).toBe('SCORED');
    expect((await logOf(person, done, 'program.stdout')).text).toContain("found [] ['input_data', 'output', 'program']");
  }, UNDER_WAY_MS);

  it.each([
    ['TIME_LIMIT', 'while True: pass', { code: 'time-limit' }],
    ['MEMORY_LIMIT', "x = [bytearray(2**20) for _ in range(1024)]", { code: 'memory-limit' }],
    ['OUTPUT_LIMIT', "print('x' * 10_000_000)", { code: 'printed-too-much' }],
    ['NONZERO_EXIT', "raise SystemExit(3)", { code: 'program-failed', fields: { exit: 3 } }],
    ['MISSING_OUTPUT', "print('nothing')", { code: 'output-missing', fields: { file: 'predictions.csv' } }],
    ['BAD_FORMAT', WRITE('id,y\na,1\nb,two\nc,3\nd,4\n'), { code: null, finding: { code: 'NOT_A_NUMBER', line: 3, column: 2, value: 'two' } }],
  ])('tells %s from the others, with what participants may know', async (failureClass, source, facts) => {
    const done = await evaluated('builtin', await pythonZip(source));
    expect(done).toMatchObject({ state: 'FAILED', failure: { class: failureClass, side: 'participant', counted: false, facts } });
    expect(done.evaluations[0]?.record?.uses).toHaveLength(1);
  }, UNDER_WAY_MS);

  it('a program that forks without end is ended', async () => {
    const done = await evaluated('builtin', await pythonZip("import os, time\nfor _ in range(200):\n    if os.fork() == 0:\n        time.sleep(60)\n"));
    expect(done.state).toBe('FAILED');
    expect(['PROCESS_LIMIT', 'NONZERO_EXIT']).toContain(done.failure?.class);
  }, UNDER_WAY_MS);

  it('a score that is no number is the scorer’s fault, and costs nobody a submission', async () => {
    const done = await evaluated('scored', await zipOf({ 'main.py': WRITE('id,y\na,nan\nb,4\nc,6\nd,8\n') }));
    expect(done).toMatchObject({ state: 'FAILED', failure: { class: 'SCORER_FAULT', side: 'platform', counted: false } });
  }, UNDER_WAY_MS);

  it('a scorer that breaks says nothing of it to participants', async () => {
    const done = await evaluated('scored', await zipOf({ 'main.py': WRITE('id,y\na,1\n') }));
    expect(done).toMatchObject({ state: 'FAILED', failure: { class: 'SCORER_FAULT' } });
    expect(JSON.stringify([done, await linesOf(done)])).not.toMatch(/Traceback|KeyError|SECRET/);
  }, UNDER_WAY_MS);

  it('refuses what it can not be at the byte where that shows, and a kind that the phase does not take', async () => {
    const wrong = await person.post('/api/uploads').set({ 'tus-resumable': '1.0.0', 'upload-length': '10', 'upload-metadata': `filename ${Buffer.from('x.tar').toString('base64')},phase ${Buffer.from(phase('scored').id).toString('base64')},kind ${Buffer.from('container').toString('base64')}` });
    expect([wrong.status, (wrong.body as { code?: string }).code ?? JSON.parse(wrong.text).code]).toEqual([409, 'kind-not-accepted']);
    await expect(upload(person, phase('builtin').id, Buffer.from('print(1)\n'.repeat(20)), 'main.py', 'code')).rejects.toThrow(/422/);
  });

  it('checks the zip before anything runs', async () => {
    const done = await evaluated('builtin', await zipOf({ 'readme.txt': 'x' }));
    expect(done).toMatchObject({ state: 'INVALID', findings: { total: 1, first: [{ code: 'NO_COMMAND', hint: 'metadata-yaml' }] }, quota: { total: { used: expect.any(Number) } } });
    const broken = Buffer.from(await zipOf({ 'main.py': 'x' }));
    broken.fill(0x41, broken.length - 60, broken.length - 40);
    expect((await evaluated('builtin', broken)).state).toBe('INVALID');
  }, UNDER_WAY_MS);
});
