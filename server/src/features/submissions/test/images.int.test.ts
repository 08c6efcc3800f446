import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { ChallengeView, PhaseView } from '@gac/shared/contract/challenges';
import type { QueuePanel } from '@gac/shared/contract/organize';
import type { SubmissionView } from '@gac/shared/contract/submissions';
import { loadFolder } from '../../../commands/load.ts';
import { entrant, organizer, sha256Of, submit, tusMetadata } from '../../../testing/entrants.ts';
import { Harness, type Person } from '../../../testing/harness.ts';
import { dockerArchive, ociArchive, shellLayer, tar, type ImageContent, type TarEntry } from '../../../testing/image-archives.ts';

const UNDER_WAY_MS = 60_000;
const MB = 1024 ** 2;
const DOUBLE = '{ read -r header; echo id,y; while IFS=, read -r id x; do echo "$id,$((2 * x))"; done; } < /app/input_data/x.csv > /app/output/predictions.csv';
const shell = (script: string, ...layers: TarEntry[][]): ImageContent => ({
  layers: [shellLayer(), ...layers.map(tar)],
  config: { Entrypoint: ['/bin/sh', '-c'], Cmd: [script], Env: ['COLOUR=red', 'LD_PRELOAD=/evil.so'], WorkingDir: '/opt/app', User: 'root' },
});
const SAVED = dockerArchive(shell(`echo doubling; ${DOUBLE}`));

describe('submitting container images', () => {
  let harness: Harness;
  let challenge: ChallengeView;
  let person: Person;
  const phase = (key: string): PhaseView => challenge.phaseDetails.find((one) => one.key === key) as PhaseView;
  beforeAll(async () => {
    harness = await Harness.start({ env: { SANDBOX_DRIVER: 'bubblewrap', LOG_LEVEL: process.env['TEST_LOG'] ?? 'fatal', IMAGE_UPLOAD_BYTES: String(64 * MB), IMAGE_MAX_BYTES: String(32 * MB), IMAGE_MAX_FILES: '400' } });
    await loadFolder(harness.app, join(import.meta.dirname, 'program-challenge'), (definition) => ({ ...definition, phases: definition.phases.map((one) => ({ ...one, accepts: ['container' as const] })) }));
    challenge = (await harness.visitor().get('/api/challenges/programs').expect(200)).body as ChallengeView;
    person = await entrant(harness, { challenge, phase: phase('builtin') }, 'Packers');
  }, 60_000);
  afterAll(async () => {
    const images = readdirSync(join(harness.config.GAC_DATA, 'images'));
    await harness.close();
    // Unpacked images by their digests, and nothing half done.
    expect(images.filter((name) => !/^[0-9a-f]{64}$/.test(name))).toEqual([]);
  });

  async function evaluated(phaseKey: string, bytes: Buffer, fileName = 'image.tar'): Promise<SubmissionView> {
    const response = await submit(person, phase(phaseKey).id, bytes, {}, fileName, 'container');
    expect([response.status, response.body]).toEqual([201, expect.anything()]);
    const { id } = response.body as SubmissionView;
    await harness.drain(UNDER_WAY_MS);
    return (await person.get(`/api/submissions/${id}`).expect(200)).body as SubmissionView;
  }
  const begun = (bytes: number) => person.post('/api/uploads').set({ 'tus-resumable': '1.0.0', 'upload-length': String(bytes), 'upload-metadata': tusMetadata('image.tar', phase('builtin').id, 'container') });
  const printedBy = async (view: SubmissionView): Promise<string> => (await person.get(`/api/evaluations/${view.evaluations[0]?.id ?? ''}/logs/program.stdout`).expect(200)).text;

  it('says how large an image may be and what it must be built for', () => {
    expect(phase('builtin').accepts).toEqual([{ kind: 'container', maxBytes: 64 * MB, platform: `linux/${process.arch === 'x64' ? 'amd64' : process.arch}` }]);
  });

  it.each([
    ['docker save', SAVED, false],
    ['docker save in gzip', gzipSync(SAVED), false],
    ['an OCI layout', ociArchive(shell(`echo doubling; ${DOUBLE}`), (layer) => gzipSync(layer)), true],
  ])('%s is run on the public input, its file scored, and the image named', async (_, bytes, hasManifest) => {
    const done = await evaluated('builtin', bytes);
    expect(done).toMatchObject({ kind: 'container', state: 'SCORED', scores: [{ key: 'error', value: 0 }] });
    expect(done.history.map(({ state }) => state)).toEqual(['RECEIVED', 'VALIDATING', 'QUEUED', 'RUNNING', 'SCORING', 'SCORED']);
    const record = done.evaluations[0]?.record;
    expect(record).toMatchObject({
      artifactSha256: sha256Of(bytes), runtime: 'image', scorer: 'builtin/1', sandbox: { driver: 'bubblewrap', profileSha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      image: { configSha256: expect.stringMatching(/^[0-9a-f]{64}$/), manifestSha256: hasManifest ? expect.stringMatching(/^[0-9a-f]{64}$/) : null },
      predictionSha256: sha256Of(Buffer.from('id,y\na,2\nb,4\nc,6\nd,8\n')), inputSha256: phase('builtin').tasks[0]?.input?.sha256,
    });
    expect(record?.isolation).toMatch(/bubblewrap/);
    expect(record?.uses).toEqual([expect.objectContaining({ step: 'program', exitCode: 0, limits: phase('builtin').limits })]);
    expect(await printedBy(done)).toBe('doubling\n');
    // However it was packed, it is one image.
    expect(readdirSync(join(harness.config.GAC_DATA, 'images'))).toEqual([record?.image?.configSha256]);
  }, UNDER_WAY_MS);

  it('has its own environment and folder, no rights, no network, and a root that it can not change', async () => {
    const script = `echo "$COLOUR $PWD [$LD_PRELOAD]"
while read -r name rest; do case $name in Uid:|CapEff:|NoNewPrivs:) echo $name $rest;; esac; done < /proc/self/status
while read -r name rest; do case $name in *:) echo device $name;; esac; done < /proc/net/dev
for place in /etc/x /opt/app/x /x /app/input_data/x; do (echo x > $place) 2> /dev/null && echo wrote $place; done
${DOUBLE}`;
    const done = await evaluated('builtin', dockerArchive(shell(script)));
    expect(done.state).toBe('SCORED');
    const printed = await printedBy(done);
    expect(printed).toContain('red /opt/app []\n');
    expect(printed).toMatch(/Uid: (65534 ?){4}/);
    expect(printed).toMatch(/CapEff: 0+\n/);
    expect(printed).toContain('NoNewPrivs: 1\n');
    expect(printed.match(/^device .*$/gm)).toEqual(['device lo:']);
    expect(printed).not.toContain('wrote');
  }, UNDER_WAY_MS);

  it('hidden data is not where an image runs, and neither are files of this machine', async () => {
    const walk = `walk() { for path in "$1"/* "$1"/.[!.]*; do case $path in */proc|*/sys) continue;; *answer*) echo "FOUND $path";; esac; if [ -d "$path" ] && ! [ -L "$path" ]; then walk "$path"; fi; done; }
walk ''; for path in /* /app/*; do echo "$path"; done; ${DOUBLE}`;
    const done = await evaluated('builtin', dockerArchive(shell(walk)));
    expect(done.state).toBe('SCORED');
    const printed = await printedBy(done);
    expect(printed).not.toContain('FOUND');
    expect(printed.split('\n').filter((line) => line.startsWith('/app/'))).toEqual(['/app/input_data', '/app/output']);
    expect(printed).not.toContain(harness.config.GAC_DATA);
  }, UNDER_WAY_MS);

  it('a scoring program scores what it wrote, in another sandbox', async () => {
    const done = await evaluated('scored', dockerArchive(shell(DOUBLE)));
    expect(done).toMatchObject({ state: 'SCORED', scores: [{ key: 'closeness', value: 1 }] });
    expect(done.evaluations[0]?.record).toMatchObject({ scorer: 'codabench/1', image: { manifestSha256: null } });
    expect(done.evaluations[0]?.record?.runtime).toMatch(/^image, python 3\./);
    expect(JSON.stringify(done)).not.toContain('SECRET');
  }, UNDER_WAY_MS);

  it.each<[string, string, object]>([
    ['TIME_LIMIT', 'while :; do :; done', { code: 'time-limit' }],
    ['MEMORY_LIMIT', 'a=xxxxxxxx; while :; do a=$a$a; done', { code: 'memory-limit' }],
    ['OUTPUT_LIMIT', 'while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done', { code: 'printed-too-much' }],
    ['NONZERO_EXIT', 'exit 3', { code: 'program-failed', fields: { exit: 3 } }],
    ['MISSING_OUTPUT', 'echo nothing', { code: 'output-missing', fields: { file: 'predictions.csv' } }],
    ['BAD_FORMAT', 'echo id,y > /app/output/predictions.csv; echo a,two >> /app/output/predictions.csv', { code: null, finding: { code: 'NOT_A_NUMBER', line: 2 } }],
  ])('tells %s from the others', async (failureClass, script, facts) => {
    const done = await evaluated('builtin', dockerArchive(shell(script)));
    expect(done).toMatchObject({ state: 'FAILED', failure: { class: failureClass, side: 'participant', counted: false, facts } });
    expect(done.evaluations[0]?.record?.uses).toHaveLength(1);
  }, UNDER_WAY_MS);

  it.each<[string, Buffer, object]>([
    ['for another processor', dockerArchive({ ...shell(DOUBLE), architecture: 's390x' }), { code: 'image-platform', fields: { platform: 'linux/s390x' } }],
    ['with nothing to start', dockerArchive({ layers: [shellLayer()], config: {} }), { code: 'image-no-command' }],
    ['whose layer climbs out', dockerArchive(shell(DOUBLE, [{ name: '../../escaped', content: 'x' }])), { code: 'image-path', fields: { name: '../../escaped' } }],
    ['whose links go in a circle', dockerArchive(shell(DOUBLE, [{ name: 'a', type: '2', link: 'b' }, { name: 'b', type: '2', link: 'a' }, { name: 'a/x', content: 'x' }])), { code: 'image-path' }],
    ['whose whiteout takes away the parent', dockerArchive(shell(DOUBLE, [{ name: 'a/.wh...' }])), { code: 'image-path' }],
    ['with forty megabytes of nothing', ociArchive(shell(DOUBLE, [{ name: 'a', content: Buffer.alloc(40 * MB) }]), (layer) => gzipSync(layer)), { code: 'image-too-large', fields: { value: 32 } }],
    ['with a thousand files', dockerArchive(shell(DOUBLE, Array.from({ length: 1000 }, (_, n) => ({ name: `f${String(n)}` })))), { code: 'image-too-many-files', fields: { value: 400 } }],
    ['with a sparse file', dockerArchive(shell(DOUBLE, [{ name: 'a', type: 'S', claimedSize: 0 }])), { code: 'image-unsupported' }],
    ['that is not what it says', lying(), { code: 'image-unreadable' }],
    ['that is a tar with a manifest alone', tar([{ name: 'manifest.json', content: '[]' }]), { code: 'image-several', fields: { count: '0' } }],
  ])('an image %s is refused with its reason, and nothing of it runs', async (_, bytes, facts) => {
    const done = await evaluated('builtin', bytes);
    expect(done).toMatchObject({ state: 'FAILED', failure: { class: 'BAD_FORMAT', side: 'participant', counted: false, facts } });
    expect(done.evaluations[0]).toMatchObject({ attempt: 2, record: { uses: [], runtime: 'none' }, logs: [] });
  }, UNDER_WAY_MS);

  it.each<[string, Buffer, string]>([
    ['a script', Buffer.from('echo x\n'.repeat(200)), 'NOT_A_TAR'],
    ['a tar of something else in gzip', gzipSync(tar([{ name: 'readme.txt', content: 'x' }])), 'NOT_AN_IMAGE'],
    ['half of a gzip file', gzipSync(SAVED).subarray(0, 5000), 'BAD_GZIP'],
  ])('refuses %s while its bytes come', async (_, bytes, code) => {
    const created = await begun(bytes.length).expect(201);
    const answer = await person.patch(String(created.headers['location'])).set({ 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }).send(bytes);
    expect([answer.status, JSON.parse(answer.text)]).toEqual([422, expect.objectContaining({ code: 'file-refused', finding: expect.objectContaining({ code }) })]);
  });

  it('refuses one byte more than an image may have', async () => {
    const answer = await begun(64 * MB + 1);
    expect([answer.status, JSON.parse(answer.text)]).toEqual([413, expect.objectContaining({ code: 'upload-too-large' })]);
  });
});

describe('with a container runtime', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await Harness.start({ env: { SANDBOX_DRIVER: 'oci', LOG_LEVEL: process.env['TEST_LOG'] ?? 'fatal' } });
    await loadFolder(harness.app, join(import.meta.dirname, 'program-challenge'), (definition) => ({ ...definition, phases: definition.phases.map((one) => ({ ...one, accepts: ['container' as const] })) }));
  }, 60_000);
  afterAll(() => harness.close());

  it('the same image is run by it, and the record says so', async () => {
    const challenge = (await harness.visitor().get('/api/challenges/programs').expect(200)).body as ChallengeView;
    const phase = challenge.phaseDetails[0] as PhaseView;
    const person = await entrant(harness, { challenge, phase }, 'Runners');
    const { id } = (await submit(person, phase.id, SAVED, {}, 'image.tar', 'container')).body as SubmissionView;
    await harness.drain(UNDER_WAY_MS);
    const done = (await person.get(`/api/submissions/${id}`).expect(200)).body as SubmissionView;
    expect(done).toMatchObject({ state: 'SCORED', scores: [{ key: 'error', value: 0 }], evaluations: [{ record: { sandbox: { driver: 'oci' }, isolation: expect.stringMatching(/runc/) } }] });
  }, UNDER_WAY_MS);
});

describe('where no worker can run images', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await Harness.start({ env: { SANDBOX_DRIVER: 'off' } });
    await loadFolder(harness.app, join(import.meta.dirname, 'program-challenge'), (definition) => ({ ...definition, phases: definition.phases.map((one) => ({ ...one, accepts: ['prediction' as const, 'container' as const] })) }));
  }, 60_000);
  afterAll(() => harness.close());

  it('what was handed in waits, its team and the organizers are told, and a worker that can puts an end to it', async () => {
    const challenge = (await harness.visitor().get('/api/challenges/programs').expect(200)).body as ChallengeView;
    const phase = challenge.phaseDetails[0] as PhaseView;
    const person = await entrant(harness, { challenge, phase }, 'Waiters');
    expect((await person.get(`/api/phases/${phase.id}/queue`).expect(200)).body).toMatchObject({ unattended: ['container'] });
    const { id } = (await submit(person, phase.id, SAVED, {}, 'image.tar', 'container')).body as SubmissionView;
    const view = async (): Promise<SubmissionView> => (await person.get(`/api/submissions/${id}`).expect(200)).body as SubmissionView;
    await until(async () => (await view()).state === 'QUEUED');
    expect((await view()).queue).toMatchObject({ unattended: ['container'], estimateMs: null, position: 0 });
    const boss = await organizer(harness, 'Boss', 'programs');
    const panel = async () => ((await boss.get('/api/organize/queue').expect(200)).body as QueuePanel).rows[0];
    expect(await panel()).toMatchObject({ waiting: { evaluate: 1 }, unattended: 1 });
    // As a worker with a sandbox tells of itself.
    const enter = (can: string[]) => harness.sql.rows(`INSERT INTO worker (id, host, pid, started_at, seen_at, slots, busy, abilities) VALUES ($1, 'other', 1, $2, $2, 2, 0, $3)`, [`other ${can.join(' ')}`, harness.clock.now(), JSON.stringify({ driver: 'x', isolation: '', limits: 'hard', ready: true, can, problems: [] })]);
    await enter(['sandbox']);
    expect(await panel()).toMatchObject({ unattended: 1 });
    await enter(['sandbox', 'container']);
    expect(await panel()).toMatchObject({ unattended: 0 });
    harness.clock.advance(1_000);
    await until(async () => (await view()).queue?.unattended.length === 0);
    harness.clock.advance(harness.config.LEASE_MS + 1);
    expect(await panel()).toMatchObject({ unattended: 1 });
  }, UNDER_WAY_MS);
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it never came to that');
}

/** One byte of a layer is another than its hash says. */
function lying(): Buffer {
  const bytes = dockerArchive(shell(DOUBLE, [{ name: 'a', content: 'true' }]));
  bytes.write('lies', bytes.lastIndexOf('true', undefined, 'utf8'));
  return bytes;
}
