import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import supertest from 'supertest';
import { settled } from '../commands/settled.ts';
import { composeApi, startWorking } from '../compose.ts';
import { SettableClock } from '../platform/clock/clock.ts';
import { type AppConfig } from '../platform/config/config.ts';
import { Sql } from '../platform/db/sql.ts';
import { freshDatabase, testConfig } from './fresh-database.ts';

export interface HarnessOptions {
  /** Run the worker's part in the same process; default true. */
  work?: boolean;
  /** Variables over the test defaults. */
  env?: Record<string, string>;
  /** Where the standing clock begins; default 2026-11-23T03:00:00Z, noon in Seoul. */
  now?: Date;
}
/** A person with a browser: cookies are kept between requests. */
export type Person = ReturnType<typeof supertest.agent>;

/** Scoring children run built code: `tsc -b server` comes before these tests. */
const ENGINE = fileURLToPath(new URL('../../dist/src/features/scoring/engine', import.meta.url));
/** The whole product in one process on a database of its own, with a clock that stands still until a test moves it. */
export class Harness {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly config: AppConfig,
    readonly clock: SettableClock,
    readonly url: string,
    private readonly cleanUp: () => Promise<void>,
  ) {}

  static async start(options: HarnessOptions = {}): Promise<Harness> {
    const database = await freshDatabase();
    const dataDir = mkdtempSync(join(tmpdir(), 'gac-test-'));
    const config = testConfig(database.url, dataDir, { SCORER_DIR: ENGINE, ...options.env });
    const clock = new SettableClock(options.now ?? new Date('2026-11-23T03:00:00Z'));
    const app = await composeApi(config, { clock });
    if (options.work ?? true) await startWorking(app);
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    return new Harness(app, config, clock, `http://127.0.0.1:${String(port)}`, async () => {
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    });
  }

  get sql(): Sql {
    return this.app.get(Sql);
  }
  /** A visitor without an account. */
  visitor(): Person {
    return supertest.agent(this.url);
  }
  /** A new account, signed in. */
  async signUp(name: string, country = 'KR'): Promise<Person> {
    const person = this.visitor();
    await person.post('/api/accounts').send({ email: `${name.replace(/\W/g, '') || 'p'}-${randomBytes(4).toString('hex')}@example.org`, password: 'correct horse battery', name, country, affiliation: 'Test', affiliationKind: 'university', locale: 'en' }).expect(201);
    return person;
  }

  /** Waits until everything that has happened has been dealt with. Fails after `withinMs`. */
  async drain(withinMs = 20_000): Promise<void> {
    await settled(this.app, withinMs);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.cleanUp();
  }
}
