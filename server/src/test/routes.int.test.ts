import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SubmissionView } from '@gac/shared/contract/submissions';
import { DeclaredRoutes, type DeclaredRoute } from '../platform/http/declared-routes.ts';
import { entrant, exampleFile, sha256Of, stage, submit, tusMetadata, upload, type Stage } from '../testing/entrants.ts';
import { Harness, type Person } from '../testing/harness.ts';

/** `elsewhere` organizes another challenge than the one that everything is about. */
const ROLES = ['visitor', 'member', 'owner', 'elsewhere', 'organizer', 'administrator'] as const;
type Role = (typeof ROLES)[number];
/** Asked after everything else: these change what the others ask about. */
const LAST = ['POST /api/organize/drafts/:slug/publish', 'DELETE /api/organize/imports/:id', 'POST /api/organize/queue/resume', 'POST /api/organize/evaluations/:id/fail', 'POST /api/organize/evaluations/:id/cancel', 'POST /api/challenges/:slug/participation', 'POST /api/submissions/:id/cancel', 'POST /api/submissions/:id/withdraw', 'POST /api/accounts', 'POST /api/session', 'DELETE /api/session'];

const TUS: Record<string, Record<string, string>> = {
  POST: { 'tus-resumable': '1.0.0', 'upload-length': '10' },
  HEAD: { 'tus-resumable': '1.0.0' },
  PATCH: { 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
  DELETE: { 'tus-resumable': '1.0.0' },
};
/** A second session of the same person, as the header says it. */
async function cookieOf(harness: Harness, person: Person): Promise<string> {
  const { account } = (await person.get('/api/session').expect(200)).body as { account: { email: string } };
  const answer = await harness.visitor().post('/api/session').send({ email: account.email, password: 'correct horse battery' }).expect(201);
  return String(answer.headers['set-cookie']).split(';')[0] ?? '';
}

describe('every route', () => {
  let harness: Harness;
  let set: Stage;
  let routes: readonly DeclaredRoute[];
  const cookies: Partial<Record<Role, string>> = {};
  /** Of owner, who has joined and submitted; the others have joined nothing. */
  let params: Record<string, Record<string, string>>;
  let freshUpload = '';
  let draftSha256 = '';

  beforeAll(async () => {
    harness = await Harness.start({ work: false });
    set = await stage(harness);
    routes = harness.app.get(DeclaredRoutes).all;
    const owner = await entrant(harness, set, 'owner');
    cookies.owner = await cookieOf(harness, owner);
    for (const role of ['member', 'elsewhere', 'organizer', 'administrator'] as const) {
      const person = await harness.signUp(role);
      cookies[role] = await cookieOf(harness, person);
      if (role !== 'member') await harness.sql.rows(`UPDATE account SET roles = $2 WHERE name = $1`, [role, ['member', role === 'elsewhere' ? 'organizer' : role]]);
    }
    await harness.sql.rows(`INSERT INTO challenge_organizer (account_id, challenge_id, granted_at) SELECT a.id, c.id, a.created_at FROM account a, challenge c WHERE a.name = 'organizer'`);
    const submitted = (await submit(owner, set.phase.id, exampleFile('digits', 'sample_submission.csv'))).body as SubmissionView;
    // Another one, so that what organizers do to it changes nothing of what its team is asked.
    const organized = (await submit(owner, set.phase.id, exampleFile('digits', 'sample_submission.csv'))).body as SubmissionView;
    freshUpload = await upload(owner, set.phase.id, exampleFile('digits', 'better_than_baseline.csv'));
    const now = harness.clock.now();
    await harness.sql.rows(`INSERT INTO worker (id, host, pid, started_at, seen_at, slots, busy) VALUES ('w', 'host', 1, $1, $1, 2, 0)`, [now]);
    const begun = await owner.post('/api/uploads').set({ 'tus-resumable': '1.0.0', 'upload-length': '10', 'upload-metadata': tusMetadata('x.csv', set.phase.id) }).expect(201);
    const { challenge } = set;
    // Of `organizer` alone: an archive that was refused, and a draft.
    const [read] = await harness.sql.rows<{ id: string }>(
      `INSERT INTO challenge_import (id, account_id, upload_id, file_name, bytes, sha256, state, created_at, state_at, expires_at)
       SELECT gen_random_uuid(), id, 'u', 'x.zip', 1, $1, 'refused', $2, $2, $3 FROM account WHERE name = 'organizer' RETURNING id`,
      [submitted.sha256, now, new Date(now.getTime() + 86_400_000)],
    );
    await harness.sql.rows(
      `WITH made AS (INSERT INTO challenge (id, slug, definition, files, definition_sha256, rules_version, rules_sha256, created_at, updated_at)
         SELECT gen_random_uuid(), 'draft', definition || '{"slug": "draft"}', files, definition_sha256, rules_version, rules_sha256, created_at, updated_at FROM challenge RETURNING id)
       INSERT INTO challenge_organizer (account_id, challenge_id, granted_at) SELECT a.id, m.id, a.created_at FROM account a, made m WHERE a.name = 'organizer'`,
    );
    const [stored] = await harness.sql.rows<{ sha: string }>(`SELECT definition_sha256 AS sha FROM challenge WHERE slug = 'draft'`);
    draftSha256 = stored?.sha ?? '';
    params = {
      '/api/organize/imports': { id: read?.id ?? '', solution: '0', task: '0', name: 'scoring_stdout' },
      '/api/organize/drafts': { slug: 'draft' },
      '/api/challenges': { slug: challenge.slug, key: String((challenge.data.find(({ access }) => access === 'participants') ?? challenge.data[0])?.key) },
      '/api/phases': { phaseId: set.phase.id },
      '/api/submissions': { id: submitted.id },
      '/api/uploads': { id: String(begun.headers['location']).split('/').at(-1) ?? '' },
      '/api/receipts': { receipt: submitted.receipt },
      '/api/organize/challenges': { slug: challenge.slug },
      '/api/organize/evaluations': { id: organized.evaluations[0]?.id ?? '' },
      '/api/evaluations': { id: organized.evaluations[0]?.id ?? '', name: 'scorer.stdout' },
      '/api/boards': { boardId: String(challenge.boards[0]?.id) },
    };
  });
  afterAll(async () => { await harness.close(); });

  /** A body that would be accepted from somebody who may. */
  const bodyOf = (route: string, role: Role): object => {
    const { challenge } = set;
    const { rules } = challenge;
    const bodies: Record<string, object> = {
      'POST /api/accounts': { email: `new-${role}@example.org`, password: 'correct horse battery', name: role, country: 'KR', affiliation: 'x', affiliationKind: 'university', locale: 'en' },
      'POST /api/session': { email: `new-${role}@example.org`, password: 'correct horse battery' },
      'POST /api/challenges/:slug/participation': { rulesVersion: rules.version, rulesSha256: rules.sha256, teamName: `team of ${role}` },
      'PUT /api/challenges/:slug/participation': { rulesVersion: rules.version, rulesSha256: rules.sha256 },
      'POST /api/phases/:phaseId/submissions': { uploadId: freshUpload, sha256: sha256Of(exampleFile('digits', 'better_than_baseline.csv')) },
      'POST /api/parked-jobs/rerun': { jobs: null },
      'PATCH /api/submissions/:id': { note: 'mine' },
      'POST /api/organize/imports': { uploadId: freshUpload },
      'POST /api/organize/imports/:id/draft': { slug: 'imported' },
      'PUT /api/organize/drafts/:slug/definition': { text: 'gac: challenge/1', definitionSha256: draftSha256 },
      'POST /api/organize/drafts/:slug/publish': { confirm: 'draft', definitionSha256: draftSha256 },
      'POST /api/organize/queue/pause': { challenge: challenge.slug, reason: 'to look at it' },
      'POST /api/organize/queue/resume': { challenge: challenge.slug, reason: 'it was looked at' },
      'POST /api/organize/workers/drain': { worker: 'w', reason: 'the machine goes' },
      'POST /api/organize/workers/take-back': { worker: 'w', reason: 'the machine stays' },
      'POST /api/organize/evaluations/:id/requeue': { attempt: 0, reason: 'it hangs' },
      'POST /api/organize/evaluations/:id/cancel': { attempt: 0, reason: 'asked by the team' },
      'POST /api/organize/evaluations/:id/fail': { attempt: 0, reason: 'it hangs', class: 'TIME_LIMIT', message: 'It took too long.' },
    };
    return bodies[route] ?? {};
  };
  const addressOf = (path: string): string =>
    path.replace(/:(\w+)/g, (_, name: string) => {
      const value = Object.entries(params).find(([base]) => path.startsWith(`${base}/`))?.[1][name];
      if (value === undefined) throw new Error(`${path}: say in this test what :${name} is`);
      return value;
    });
  /** Status and problem code; what streams is let go after its head. */
  const ask = async (method: string, path: string, role: Role): Promise<string> => {
    const isTus = path.startsWith('/api/uploads');
    const hasBody = !isTus && ['POST', 'PUT', 'PATCH'].includes(method);
    const body = isTus ? (method === 'PATCH' ? { body: 'abc' } : {}) : hasBody ? { body: JSON.stringify(bodyOf(`${method} ${path}`, role)) } : {};
    const answer = await fetch(harness.url + addressOf(path), { method, headers: { cookie: cookies[role] ?? '', ...(isTus ? { ...TUS[method], 'upload-metadata': tusMetadata('x.csv', set.phase.id) } : hasBody ? { 'content-type': 'application/json' } : {}) }, ...body });
    const type = answer.headers.get('content-type') ?? '';
    if (method === 'HEAD' || !type.startsWith('application/problem+json')) {
      await answer.body?.cancel();
      return String(answer.status);
    }
    const { code, status } = (await answer.json()) as { code: string; status: number };
    expect(status).toBe(answer.status);
    return `${answer.status} ${code}`;
  };

  it('answers each role as it should', async () => {
    const rank = ({ method, path }: { method: string; path: string }): number => LAST.indexOf(`${method} ${path}`);
    const lines = [['route', 'permission', ...ROLES]];
    for (const { method, path, permission } of [...routes].sort((a, b) => rank(a) - rank(b))) {
      const statuses: string[] = [];
      for (const role of ROLES) statuses.push(await ask(method, path, role));
      lines.push([`${method} ${path}`, permission, ...statuses]);
    }
    const [head = [], ...rest] = lines;
    const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
    const table = [head, ...rest.sort(([a = ''], [b = '']) => (a.slice(a.indexOf(' ')) < b.slice(b.indexOf(' ')) ? -1 : 1))].map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ').trimEnd()).join('\n');
    expect(table).toMatchSnapshot();
  });

  it('does not fall over anything strange in its address', async () => {
    for (const { method, path } of routes) {
      if (!path.includes(':')) continue;
      for (const strange of ['x', '%00', '..%2f..%2fetc%2fpasswd', "'%20OR%201=1", '0'.repeat(300), '018f0000-0000-7000-8000-000000000000', '%F0%9F%98%80']) {
        for (const role of ['visitor', 'administrator'] as const) {
          const answer = await fetch(harness.url + path.replace(/:\w+/g, strange), { method, headers: { cookie: cookies[role] ?? '', 'content-type': 'application/json' }, ...(['GET', 'HEAD', 'DELETE'].includes(method) ? {} : { body: '{}' }) });
          await answer.body?.cancel();
          expect([`${method} ${path} with ${strange} as ${role}`, answer.status < 500]).toEqual([`${method} ${path} with ${strange} as ${role}`, true]);
        }
      }
    }
  });
});
