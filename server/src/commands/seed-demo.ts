import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { composeApi, startWorking } from '../compose.ts';
import { fetchHttp } from '../demo/client.ts';
import type { DemoAccount } from '../demo/demo-accounts.ts';
import { seedDemo } from '../demo/seed.ts';
import { AccountsService } from '../features/accounts/index.ts';
import { ProgramHost } from '../features/submissions/index.ts';
import { SettableClock, SystemClock } from '../platform/clock/clock.ts';
import { readConfig, type AppConfig } from '../platform/config/config.ts';
import { AdvisoryLocks } from '../platform/db/advisory-locks.ts';
import { Sql } from '../platform/db/sql.ts';
import { SystemRng } from '../platform/random/random.ts';
import { loadFolder } from './load.ts';
import { grantRole } from './operations.ts';
import { settled } from './settled.ts';
import { Fault } from '../platform/fault.ts';

const EXAMPLES = fileURLToPath(new URL(import.meta.url.includes('/dist/') ? '../../../../examples' : '../../../examples', import.meta.url));
const MARK = 'demo-seed';
const MANY = '1000000';

/** `seed-demo`: fills an empty installation with the living demo. Done once; one that was cut off is begun anew. */
export async function seedDemoCommand(config: AppConfig, args: readonly string[], env: Readonly<Record<string, string | undefined>>): Promise<void> {
  const accountsFile = join(config.GAC_DATA, 'demo-accounts.json');
  if (config.GAC_MODE === 'production') throw new Fault('Demo accounts are refused in production.');
  if (args.includes('--accounts')) {
    for (const account of existsSync(accountsFile) ? (JSON.parse(readFileSync(accountsFile, 'utf8')) as DemoAccount[]) : []) console.log(JSON.stringify(account));
    return;
  }
  const end = new SystemClock().now();
  const clock = new SettableClock(end);
  // The seed is a process of its own with a clock that it moves; nothing else may work on this database meanwhile.
  const seedConfig = readConfig({ ...env, CLOCK: 'settable', PORT: '0', HOST: '127.0.0.1', REDIS_URL: '', RATE_LIMIT_PER_MINUTE: MANY, RATE_LIMIT_SIGN_IN_PER_MINUTE: MANY, RECONCILE_MS: '60000', LOG_LEVEL: 'error' });
  const app = await composeApi(seedConfig, { clock });
  try {
    if (!(await app.get(AdvisoryLocks).whileAlone(MARK, () => seed(app, { clock, end, accountsFile })))) throw new Fault('Another seed is at work on this database.');
  } finally {
    await app.close();
  }
}

async function seed(app: NestFastifyApplication, { clock, end, accountsFile }: { clock: SettableClock; end: Date; accountsFile: string }): Promise<void> {
  if (!(await begin(app.get(Sql)))) {
    console.error('demo: already there');
    return;
  }
  await startWorking(app);
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const made = await seedDemo({
    http: fetchHttp(`http://127.0.0.1:${String(port)}`),
    clock,
    drain: () => settled(app, 120_000),
    load: async (folder, change) => { await loadFolder(app, folder, change); },
    grant: (email, role) => grantRole(app, email, role),
    mark: (email) => app.get(AccountsService).markDemo(email),
    secrets: new SystemRng(),
    programs: app.get(ProgramHost).can().includes('sandbox'),
    examplesDir: EXAMPLES,
    end,
    log: (line) => { console.error(`demo: ${line}`); },
  });
  writeFileSync(accountsFile, JSON.stringify(made.accounts, null, 2));
  chmodSync(accountsFile, 0o600);
  await app.get(Sql).rows(`UPDATE installation SET value = 'done' WHERE key = $1`, [MARK]);
  console.error(`demo: ${String(made.teams)} teams, ${String(made.submissions)} submissions`);
}

/** Ours, with all that refer to them: the database may be shared with tables of others. */
export const ROOTS = ['account', 'artifact', 'audit_event', 'challenge', 'handled_event', 'idempotency', 'installation', 'live_topic', 'live_event', 'outbox', 'parked_job', 'queue_pause', 'session', 'worker'];

/** False when the seed was done before. What a seed that was cut off left behind is removed: nobody else can have written meanwhile. */
export async function begin(sql: Sql): Promise<boolean> {
  const mark = await sql.one<{ value: string }>(`SELECT value FROM installation WHERE key = $1`, [MARK]);
  if (mark?.value === 'done') return false;
  const taken = await sql.one<{ n: number }>(`SELECT count(*)::int AS n FROM account`);
  if (mark === null && (taken?.n ?? 0) > 0) return false;
  if (mark !== null) await sql.rows(`TRUNCATE ${ROOTS.join(', ')} CASCADE`);
  await sql.rows(`INSERT INTO installation (key, value) VALUES ($1, 'running') ON CONFLICT (key) DO UPDATE SET value = 'running'`, [MARK]);
  return true;
}
