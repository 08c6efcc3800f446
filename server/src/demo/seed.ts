import type { ChallengeDefinition } from '@gac/shared/contract/definition';
import type { PhaseId } from '@gac/shared/values';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { SettableClock } from '../platform/clock/clock.ts';
import { SeededRng, type Rng } from '../platform/random/random.ts';
import { DemoClient, type DemoHttp } from './client.ts';
import { newPassword, RESEARCHER_EMAIL, STAFF, type DemoAccount } from './demo-accounts.ts';
import type { ExampleName } from './models/examples.ts';
import { planPopulation, type Member, type PlannedSubmission } from './population.ts';
import { Predictor } from './predictor.ts';
import { ProgramSeed, PROGRAMS_EXAMPLE } from './seed-programs.ts';
import { daysToShift, shiftDefinition } from './shift-definition.ts';

/** What the seed needs of the process that runs it. */
export interface DemoWorld {
  /** To an API whose clock is `clock` and whose rate limits let some 2,000 requests a minute pass. */
  http: DemoHttp;
  clock: SettableClock;
  /** Resolves when nothing is waiting or running any more: every evaluation has ended and every board is up to date. */
  drain(): Promise<void>;
  /** Loads the bundle in a folder after changing its definition, with its baselines. */
  load(folder: string, change: (definition: ChallengeDefinition) => ChallengeDefinition): Promise<void>;
  /** Gives a role that nobody can get by registering. */
  grant(email: string, role: 'organizer' | 'administrator'): Promise<void>;
  /** Marks a registered account as the demo's, which production refuses. */
  mark(email: string): Promise<void>;
  /** Whether this process can run programs: without it the challenge that takes them has no submissions yet. */
  programs: boolean;
  /** Fit for secrets: makes the passwords of this installation. */
  secrets: Rng;
  /** The folder with the examples. */
  examplesDir: string;
  /** The end of the simulated weeks, normally the present. */
  end: Date;
  log(line: string): void;
}
export interface DemoSeed {
  accounts: DemoAccount[];
  teams: number;
  submissions: number;
  /** Submissions that were meant to fail the check. */
  spoiled: number;
}
/** Any number would do; with this one the demo looks as it was looked at. */
const PLAN_SEED = 20_261_124;
const DAY = 24 * 60 * 60 * 1000;
const EXAMPLES: readonly ExampleName[] = ['digits', 'nuclei'];
const ZONE = 'Asia/Seoul';
/** A program is handed in after this sitting, when its phase has long been open, and after every so many more. */
const FIRST_PROGRAM = 40;
const EVERY = 8;

/** Plays the plan: everybody registers, joins and submits through the API at their simulated instants. */
class Performance {
  private readonly clients = new Map<Member, DemoClient>();
  private readonly joined = new Set<string>();
  private readonly phases = new Map<ExampleName, PhaseId>();
  private readonly predictor: Predictor;
  private readonly programs: ProgramSeed;
  readonly passwords = new Map<Member, string>();
  submissions = 0;

  constructor(
    private readonly world: DemoWorld,
    private readonly members: readonly Member[],
  ) {
    this.programs = new ProgramSeed(world.examplesDir);
    this.predictor = new Predictor((example, file) => readFileSync(join(world.examplesDir, example, 'data', file), 'utf8'));
  }

  private at(beforeEndMs: number): void {
    this.world.clock.set(new Date(this.world.end.getTime() - beforeEndMs));
  }

  /** Everybody who has to be there before `beforeEndMs` registers and joins, in the order of time. */
  async arrivals(beforeEndMs: number): Promise<void> {
    const due = this.members
      .flatMap((member) => member.joins.map((join) => ({ member, ...join, key: `${member.email} ${join.example}` })))
      .filter((arrival) => arrival.beforeEndMs >= beforeEndMs && !this.joined.has(arrival.key))
      .sort((a, b) => b.beforeEndMs - a.beforeEndMs);
    for (const { member, example, team, key, beforeEndMs: instant } of due) {
      this.at(instant);
      const client = this.clients.get(member) ?? (await this.register(member));
      await client.join(example, team);
      this.joined.add(key);
    }
  }
  private async register(member: Member): Promise<DemoClient> {
    const password = newPassword(this.world.secrets);
    const client = new DemoClient(this.world.http, { email: member.email, password });
    const { name, romanName, country, affiliation, kind, locale } = member.person;
    await client.register({ name, romanName, country, affiliation, affiliationKind: kind, locale });
    await this.world.mark(member.email);
    this.clients.set(member, client);
    this.passwords.set(member, password);
    return client;
  }

  /** One sitting: its teams submit a few seconds apart, then all of it is scored. */
  async sitting(group: readonly PlannedSubmission[]): Promise<void> {
    const withdrawals: (() => Promise<void>)[] = [];
    for (const [i, planned] of group.entries()) {
      const member = this.members[planned.member];
      const client = member && this.clients.get(member);
      if (!client) throw new RangeError(`Nobody at position ${String(planned.member)} has registered`);
      const packed = i % 4 === 3;
      const text = Buffer.from(this.predictor.file(planned));
      this.at(planned.beforeEndMs);
      const name = `${planned.example}-${planned.spec.kind}-${String(++this.submissions).padStart(3, '0')}.csv${packed ? '.gz' : ''}`;
      const id = await client.submit(await this.phase(client, planned.example), name, packed ? gzipSync(text) : text, planned.note);
      if (planned.withdrawn) withdrawals.push(() => client.withdraw(id));
    }
    this.world.clock.advance(1200);
    await this.world.drain();
    for (const withdraw of withdrawals) await withdraw();
  }
  /** The next team hands in a program; the fourth is the researcher's. */
  async program(researcher: Member | undefined): Promise<void> {
    const turn = this.programs.submissions;
    const others = [...this.clients.keys()].filter((member) => member !== researcher && member.joins.length > 0);
    const member = turn === 3 && researcher && this.clients.has(researcher) ? researcher : others[turn * 2];
    const client = member && this.clients.get(member);
    const team = member?.joins[0]?.team;
    if (!client || team === undefined) return;
    await this.programs.turn(client, team);
    this.submissions += 1;
    await this.world.drain();
  }
  private async phase(client: DemoClient, example: ExampleName): Promise<PhaseId> {
    const known = this.phases.get(example);
    if (known !== undefined) return known;
    const [phase] = (await client.challenge(example)).phaseDetails;
    if (!phase) throw new RangeError(`The challenge ${example} has no phase`);
    this.phases.set(example, phase.id);
    return phase.id;
  }
}

/** The demo accounts that hold no team: registered at the clock's instant, roles granted. */
async function registerStaff(world: DemoWorld, parts: readonly DemoAccount['part'][]): Promise<DemoAccount[]> {
  const accounts: DemoAccount[] = [];
  for (const { part, email, role, account } of STAFF.filter((member) => parts.includes(member.part))) {
    const password = newPassword(world.secrets);
    await new DemoClient(world.http, { email, password }).register(account);
    await world.mark(email);
    if (role !== null) await world.grant(email, role);
    accounts.push({ part, email, password, name: account.name });
  }
  return accounts;
}

/**
 * Fills an empty installation: loads the example challenges so that they are running at `world.end`, and lets some forty teams take part for almost
 * four weeks before it. Everything but loading and granting goes through the API; the clock ends at `world.end`. Throws DemoRefused
 * when the API refuses something; the installation is then half filled and has to be emptied first.
 */
export async function seedDemo(world: DemoWorld): Promise<DemoSeed> {
  const plan = planPopulation(new SeededRng(PLAN_SEED));
  const members = plan.members.map((member, i) => (i === plan.researcher ? { ...member, email: RESEARCHER_EMAIL } : member));
  const days = daysToShift(world.end, ZONE);
  world.clock.set(new Date(world.end.getTime() - 27.7 * DAY));
  for (const example of EXAMPLES) await world.load(join(world.examplesDir, example), (definition) => shiftDefinition(definition, days));
  // Programs of the organizers would wait for a sandbox that may never come.
  await world.load(join(world.examplesDir, PROGRAMS_EXAMPLE), (definition) => ({ ...shiftDefinition(definition, days), ...(world.programs ? {} : { baselines: [] }) }));
  if (!world.programs) world.log(`no sandbox is ready on this machine: "${PROGRAMS_EXAMPLE}" has no submissions, see the log of the worker`);
  const staff = await registerStaff(world, ['organizer', 'administrator']);
  const performance = new Performance(world, members);
  for (const [i, group] of plan.sittings.entries()) {
    await performance.arrivals(group[0]?.beforeEndMs ?? 0);
    await performance.sitting(group);
    if (world.programs && i >= FIRST_PROGRAM && (i - FIRST_PROGRAM) % EVERY === 0) await performance.program(members[plan.researcher]);
    if ((i + 1) % 20 === 0) world.log(`${String(performance.submissions)} submissions scored`);
  }
  world.clock.set(new Date(world.end.getTime() - 2 * 60_000));
  const newcomer = await registerStaff(world, ['newcomer']);
  world.clock.set(world.end);
  await world.drain();
  const researcher = members[plan.researcher];
  const password = researcher && performance.passwords.get(researcher);
  return {
    accounts: [
      ...(researcher && password !== undefined
        ? [{ part: 'researcher' as const, email: researcher.email, password, name: researcher.person.name }]
        : []),
      ...newcomer,
      ...staff,
    ],
    teams: new Set(members.filter(({ joins }) => joins.length > 0)).size,
    submissions: performance.submissions,
    spoiled: plan.sittings.flat().filter(({ flaw }) => flaw !== null).length,
  };
}
