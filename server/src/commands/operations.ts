import { zPhaseId, zTeamId } from '@gac/shared/contract/primitives';
import type { INestApplicationContext } from '@nestjs/common';
import { z } from 'zod';
import { composeApi, composeContext } from '../compose.ts';
import { AccountsService } from '../features/accounts/index.ts';
import { ChallengesApi } from '../features/challenges/index.ts';
import { RerunFaults, SubmissionChanges } from '../features/submissions/index.ts';
import { MIGRATIONS } from '../migrations.ts';
import type { AppConfig } from '../platform/config/config.ts';
import { migrateDatabase } from '../platform/db/data-source.ts';
import { Fault } from '../platform/fault.ts';
import { OpenApi } from '../platform/http/openapi.ts';
import { ParkedJobs } from '../platform/jobs/parked-jobs.ts';

/** `migrate`: brings the database to the newest schema. */
export async function migrateCommand(config: AppConfig): Promise<void> {
  const done = await migrateDatabase(config, MIGRATIONS);
  console.error(done.length === 0 ? 'database: up to date' : `database: ran ${done.join(', ')}`);
}

/** `openapi`: prints the HTTP contract. */
export async function openApiCommand(config: AppConfig): Promise<void> {
  const app = await composeApi(config);
  process.stdout.write(`${JSON.stringify(app.get(OpenApi).document, null, 2)}\n`);
  await app.close();
}

/** `rerun-faults`: runs every submission again that failed by a fault of ours, now that the cause is mended. */
export async function rerunFaultsCommand(config: AppConfig): Promise<void> {
  const app = await composeContext(config, 'cli');
  try {
    console.log(`${String(await app.get(RerunFaults).rerunAll(0, Number.MAX_SAFE_INTEGER))} submission(s) run again`);
  } finally {
    await app.close();
  }
}

/** `parked-jobs [--rerun]`: what handlers gave up, the first line of each error; or runs all of it again. */
export async function parkedJobsCommand(config: AppConfig, [flag]: readonly string[]): Promise<void> {
  const rerun = z.literal('--rerun').optional().parse(flag) !== undefined;
  const app = await composeContext(config, 'cli');
  try {
    const parked = app.get(ParkedJobs);
    if (rerun) {
      console.log(`${String(await parked.rerun(null))} job(s) handed out again`);
      return;
    }
    const { total, jobs } = await parked.list();
    for (const { parkedAt, handler, event, eventId, error } of jobs) console.log([parkedAt, handler, event, eventId, error.split('\n')[0]].join('  '));
    console.log(`${String(total)} job(s) parked`);
  } finally {
    await app.close();
  }
}

const Grant = z.object({ teamId: zTeamId, phaseId: zPhaseId, extra: z.coerce.number().int().min(1), expiresAt: z.iso.datetime({ offset: true }), reason: z.string().min(3) });
/** `grant-submissions <team id> <phase id> <extra> <expires at> <reason>`: extra submissions for a team. */
export async function grantCommand(config: AppConfig, [teamId, phaseId, extra, expiresAt, ...reason]: readonly string[]): Promise<void> {
  const grant = Grant.parse({ teamId, phaseId, extra, expiresAt, reason: reason.join(' ') });
  const app = await composeContext(config, 'cli');
  try {
    await app.get(SubmissionChanges).grant(null, { ...grant, expiresAt: new Date(grant.expiresAt) });
    console.log('granted');
  } finally {
    await app.close();
  }
}

/** Gives a role; organizers organize the challenges of these slugs, all there are now when none is named. */
export async function grantRole(app: INestApplicationContext, email: string, role: 'organizer' | 'administrator', slugs: readonly string[] = []): Promise<void> {
  const all = role === 'organizer' ? await app.get(ChallengesApi).challenges() : [];
  const unknown = slugs.filter((slug) => !all.some((challenge) => challenge.slug === slug));
  if (unknown.length > 0) throw new Fault(`No such challenge: ${unknown.join(', ')}`);
  await app.get(AccountsService).grantRole(email, role, all.filter(({ slug }) => slugs.length === 0 || slugs.includes(slug)).map(({ id }) => id));
}

/** `grant-role <email> administrator`, or `grant-role <email> organizer [challenge ...]`: of the named challenges, or of all there are now. */
export async function grantRoleCommand(config: AppConfig, [email = '', role, ...slugs]: readonly string[]): Promise<void> {
  const app = await composeContext(config, 'cli');
  try {
    await grantRole(app, email, z.enum(['organizer', 'administrator']).parse(role), slugs);
    console.log('granted');
  } finally {
    await app.close();
  }
}
