import { beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { SettableClock } from '../platform/clock/clock.ts';
import { SeededRng } from '../platform/random/random.ts';
import { readDefinition } from '../features/challenges/definition/read-definition.ts';
import type { DemoHttp, DemoRequest, DemoResponse } from './client.ts';
import { PROGRAMS_EXAMPLE } from './seed-programs.ts';
import { seedDemo, type DemoSeed } from './seed.ts';

const END = new Date('2027-03-05T04:10:00Z');
const clock = new SettableClock(new Date(0));

interface Received {
  at: number;
  email: string;
  slug: string;
  fileName: string;
  bytes: Buffer;
}
/** Answers as the API does as far as the seed can tell, and keeps what it was asked. It insists on sessions, hashes and open phases. */
class RecordingApi implements DemoHttp {
  readonly accounts = new Map<string, { password: string; at: number }>();
  readonly joined = new Map<string, number>();
  readonly received: Received[] = [];
  readonly withdrawn: string[] = [];
  readonly phases = new Map<string, { opensAt: string; closesAt: string | null }>();
  private readonly uploads = new Map<string, { fileName: string; bytes: Buffer }>();
  sinceDrain: string[] = [];
  private sessionsEnded = false;

  send({ method, path, headers, body }: DemoRequest): Promise<DemoResponse> {
    const email = /sid=([^;]+)/.exec(headers['Cookie'] ?? '')?.[1] ?? '';
    const json = (): Record<string, string> => JSON.parse(String(body)) as Record<string, string>;
    return Promise.resolve(this.answer(`${method} ${path}`, path.split('/'), headers, body, json, email));
  }
  private answer(
    route: string,
    parts: string[],
    headers: Record<string, string>,
    body: DemoRequest['body'],
    json: () => Record<string, string>,
    email: string,
  ): DemoResponse {
    const reply = (status: number, value: object = {}, extra: { cookie?: string; location?: string } = {}): DemoResponse => ({
      status,
      header: (name) => (name === 'location' ? (extra.location ?? null) : null),
      cookies: extra.cookie === undefined ? [] : [`sid=${extra.cookie}; Path=/; HttpOnly`],
      body: JSON.stringify(value),
    });
    const now = clock.now().getTime();
    if (route === 'POST /api/accounts') {
      const { email: address = '', password = '' } = json();
      if (this.accounts.has(address)) return reply(409);
      this.accounts.set(address, { password, at: now });
      return reply(201, {}, { cookie: address });
    }
    if (route === 'POST /api/session') {
      const { email: address = '', password } = json();
      return this.accounts.get(address)?.password === password ? reply(201, {}, { cookie: address }) : reply(401);
    }
    const slug = parts[3] ?? '';
    if (route === `GET /api/challenges/${slug}`)
      return reply(200, { rules: { version: '1', sha256: 'r' }, phaseDetails: [{ id: `phase-of-${slug}` }] });
    // Once in the middle all sessions end, as they do when weeks go by.
    if (!this.sessionsEnded && this.received.length === 150) {
      this.sessionsEnded = true;
      return reply(401);
    }
    if (!this.accounts.has(email)) return reply(401);
    if (route.endsWith('/participation')) {
      this.joined.set(`${email} ${slug}`, now);
      return reply(201);
    }
    if (route === 'POST /api/uploads') {
      const [name = ''] = (headers['Upload-Metadata'] ?? '')
        .split(',')
        .map((pair) => Buffer.from(pair.split(' ')[1] ?? '', 'base64').toString());
      const id = `upload-${String(this.uploads.size)}`;
      this.uploads.set(id, { fileName: name, bytes: Buffer.alloc(0) });
      return reply(201, {}, { location: `http://127.0.0.1:1/api/uploads/${id}` });
    }
    if (route.startsWith('PATCH /api/uploads/') && Buffer.isBuffer(body)) {
      this.uploads.set(slug, { fileName: this.uploads.get(slug)?.fileName ?? '', bytes: body });
      return reply(204);
    }
    if (route.endsWith('/withdraw')) {
      this.withdrawn.push(slug);
      return this.sinceDrain.length === 0 ? reply(200) : reply(409);
    }
    return this.submit(slug.replace('phase-of-', ''), email, json(), now, reply);
  }
  private submit(
    slug: string,
    email: string,
    { uploadId = '', sha256 }: Record<string, string>,
    now: number,
    reply: (status: number, value?: object) => DemoResponse,
  ): DemoResponse {
    const upload = this.uploads.get(uploadId);
    const phase = this.phases.get(slug);
    if (!upload || !phase || createHash('sha256').update(upload.bytes).digest('hex') !== sha256) return reply(409);
    if (now < Date.parse(phase.opensAt) || now >= Date.parse(phase.closesAt ?? '')) return reply(409, { code: 'phase-not-open' });
    if (!this.joined.has(`${email} ${slug}`) || this.sinceDrain.includes(email)) return reply(409);
    this.sinceDrain.push(email);
    this.received.push({ at: now, email, slug, ...upload });
    return reply(201, { id: `submission-${String(this.received.length)}` });
  }
}

describe('seedDemo', () => {
  const api = new RecordingApi();
  const granted: string[] = [];
  const marked: string[] = [];
  let drains = 0;
  let seed: DemoSeed;
  beforeAll(async () => {
    seed = await seedDemo({
      http: api,
      clock,
      end: END,
      programs: true,
      secrets: new SeededRng(99),
      examplesDir: join(import.meta.dirname, '../../../examples'),
      log: () => undefined,
      grant: (email, role) => Promise.resolve(void granted.push(`${email} ${role}`)),
      mark: (email) => Promise.resolve(void marked.push(email)),
      drain: () => {
        drains += 1;
        api.sinceDrain = [];
        return Promise.resolve();
      },
      load: (folder, change) => {
        const read = readDefinition(readFileSync(join(folder, 'challenge.yaml'), 'utf8'), {
          names: ['accuracy', 'f1_macro', 'roc_auc', 'log_loss', 'rmse', 'mae'],
          misuse: () => [],
        });
        if (!read.ok) throw new TypeError(JSON.stringify(read.refusal));
        const { slug, phases } = change(read.value);
        const [phase] = phases;
        if (phase) api.phases.set(slug, phase);
        expect(clock.now().getTime()).toBeLessThan(Date.parse(phase?.opensAt ?? ''));
        return Promise.resolve();
      },
    });
  }, 300_000);

  it('plays the whole plan in the order of time, and ends at the present', () => {
    expect(seed.submissions).toBe(api.received.length);
    expect(seed.submissions).toBeGreaterThanOrEqual(350);
    expect(seed.teams).toBeGreaterThanOrEqual(40);
    const instants = api.received.map(({ at }) => at);
    expect(instants).toEqual(instants.toSorted((a, b) => a - b));
    expect(clock.now()).toEqual(END);
    expect(drains).toBeGreaterThan(50);
    expect(api.withdrawn).toHaveLength(1);
  });

  it('registers and joins everybody before their first submission, and not long before', () => {
    for (const [key, at] of api.joined) {
      const [email, slug] = key.split(' ');
      const first = api.received.find((submission) => submission.email === email && submission.slug === slug);
      // Who hands a program in joins at that instant.
      if (slug === PROGRAMS_EXAMPLE) expect(at).toBe(first?.at);
      else expect(at).toBeLessThan(first?.at ?? 0);
      expect((first?.at ?? Infinity) - at).toBeLessThan(30 * 60_000);
      expect(api.accounts.get(email ?? '')?.at).toBeLessThanOrEqual(at);
    }
  });

  it('sends prediction files, some packed, a few of them spoiled', () => {
    const files = api.received.filter(({ slug }) => slug !== 'penguins');
    const texts = files.map(({ fileName, bytes }) => (fileName.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString());
    expect(api.received.filter(({ fileName }) => fileName.endsWith('.csv.gz')).length).toBeGreaterThan(20);
    const lines = { digits: 1199, nuclei: 399 };
    const odd = texts.filter(
      (text, i) =>
        text.trimEnd().split('\n').length !== lines[files[i]?.slug as 'digits' | 'nuclei'] ||
        /^id,prediction|,NaN$|,11$/m.test(text),
    );
    expect(odd).toHaveLength(seed.spoiled);
  });

  it('sends programs as zips, by different teams, one of them the researcher’s', () => {
    const programs = api.received.filter(({ slug }) => slug === 'penguins');
    expect(programs).toHaveLength(8);
    expect(new Set(programs.map(({ email }) => email)).size).toBe(8);
    expect(programs.some(({ email }) => email === 'researcher@demo.example')).toBe(true);
    for (const { bytes } of programs) expect(bytes.toString('latin1', 0, 4)).toBe('PK\u0003\u0004');
  });

  it('hands out the demo accounts, with passwords that the accounts have', () => {
    expect(seed.accounts.map(({ part }) => part)).toEqual(['researcher', 'newcomer', 'organizer', 'administrator']);
    for (const { email, password } of seed.accounts) expect(api.accounts.get(email)?.password).toBe(password);
    expect(granted).toEqual(['organizer@demo.example organizer', 'administrator@demo.example administrator']);
    // Everybody whom the seed registers, so that production can refuse them.
    expect(marked.sort()).toEqual([...api.accounts.keys()].sort());
    expect(api.received.filter(({ email }) => email === 'researcher@demo.example').length).toBeGreaterThan(5);
    expect(api.received.some(({ email }) => email === 'newcomer@demo.example')).toBe(false);
  });
});
