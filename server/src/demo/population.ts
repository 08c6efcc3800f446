import type { Rng } from '../platform/random/random.ts';
import { FLAWS, type Flaw } from './flaws.ts';
import { LADDERS } from './model-ladders.ts';
import type { ModelSpec } from './models/catalogue.ts';
import type { ExampleName } from './models/examples.ts';
import { PEOPLE, RESEARCHER, type Person } from './people.ts';

export interface PlannedSubmission {
  /** When it is submitted: milliseconds before the end of the seed. */
  beforeEndMs: number;
  /** Position in `Population.members`. */
  member: number;
  example: ExampleName;
  spec: ModelSpec;
  seed: number;
  flaw: Flaw | null;
  note: string;
  /** Its team takes it back once it is scored. */
  withdrawn: boolean;
}
export interface Member {
  person: Person;
  email: string;
  /** Team per example it takes part in. */
  joins: { example: ExampleName; team: string; beforeEndMs: number }[];
}
export interface Population {
  members: Member[];
  /** A group is submitted within a minute, by different teams; the next one comes when all of it is scored. Oldest first. */
  sittings: PlannedSubmission[][];
  /** Position of the member whose account is a demo account. */
  researcher: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const SITTINGS = 104;
const SEATS = 5;
/** The examples' phases open at 10:00 of the 27th and the 22nd day before the seed's day: always longer ago than this. */
const OPEN_MS: Record<ExampleName, number> = { digits: 26.4 * DAY, nuclei: 21.4 * DAY };
const LAST_MS = 6 * MINUTE;
/** So few a day that a team keeps submissions left, whatever the hour at which the quota's day starts. */
const MOST_PER_DAY = 3;

interface Sitting {
  beforeEndMs: number;
  taken: { member: number; example: ExampleName }[];
}

/** Instants at which a few teams submit together; a little denser towards the end, when more teams have joined. */
function sittingTimes(rng: Rng): Sitting[] {
  return Array.from({ length: SITTINGS }, (_, i) => {
    const progress = (i + 0.15 + 0.7 * rng.uniform()) / SITTINGS;
    return { beforeEndMs: Math.round(LAST_MS + (OPEN_MS.digits - LAST_MS) * (1 - progress) ** 1.25), taken: [] };
  });
}

/** Sittings with a free seat for one team: none it already sits in, at most three within 24 hours; oldest first. */
function chooseSittings(sittings: readonly Sitting[], member: number, example: ExampleName, count: number, rng: Rng): Sitting[] {
  const since = OPEN_MS[example] * (0.5 + 0.5 * Math.sqrt(rng.uniform()));
  const until = rng.uniform() < 0.7 ? 0 : OPEN_MS[example] * 0.25 * rng.uniform();
  const chosen: Sitting[] = [];
  const open = sittings.filter((sitting) => sitting.beforeEndMs <= since && sitting.beforeEndMs >= until);
  while (chosen.length < count && open.length > 0) {
    const [sitting] = open.splice(rng.below(open.length), 1);
    if (sitting === undefined || sitting.taken.length >= SEATS || sitting.taken.some((seat) => seat.member === member)) continue;
    if (chosen.filter((other) => Math.abs(other.beforeEndMs - sitting.beforeEndMs) < DAY).length >= MOST_PER_DAY) continue;
    sitting.taken.push({ member, example });
    chosen.push(sitting);
  }
  return chosen.sort((a, b) => b.beforeEndMs - a.beforeEndMs);
}

interface Attempt {
  spec: ModelSpec;
  seed: number;
}
const without = ({ share: _, ...spec }: ModelSpec): string => JSON.stringify(spec);
/**
 * A team holds some rows back (`kept` < 1, which rows by its own seed), so that teams with the same idea rarely send the same file;
 * those that use all rows do, and tie. A model tried before is tried with other rows.
 */
function varied(spec: ModelSpec, kept: number, seed: number, earlier: readonly Attempt[]): Attempt {
  const times = earlier.filter((attempt) => without(attempt.spec) === without(spec)).length;
  const share = (spec.share ?? 1) * (times === 0 ? kept : 0.9);
  return { spec: share === 1 ? spec : { ...spec, share }, seed: seed + times };
}

/** What a team tries in `count` attempts: up a ladder as far as it gets, now and then a step back. */
function attempts(ladder: readonly ModelSpec[], count: number, reach: number, rng: Rng): Attempt[] {
  const last = Math.round((ladder.length - 1) * reach);
  const kept = rng.uniform() < 0.25 ? 1 : 0.95;
  const seed = 1 + rng.below(6);
  const made: Attempt[] = [];
  for (let i = 0; i < count; i++) {
    const step = Math.round(last * ((i + 1) / count) ** 0.7) - (rng.uniform() < 0.25 ? 1 : 0);
    made.push(varied(ladder[Math.max(0, Math.min(last, step))] ?? { kind: 'shares' }, kept, seed, made));
  }
  return made;
}

const NOTES: Record<ModelSpec['kind'], { ko: string; en: string }> = {
  shares: { ko: '클래스 비율만', en: 'class shares only' },
  centroid: { ko: '가장 가까운 중심', en: 'nearest centroid' },
  neighbours: { ko: 'k-최근접 이웃', en: 'k nearest neighbours' },
  bayes: { ko: '나이브 베이즈', en: 'naive Bayes' },
  discriminant: { ko: '선형 판별 분석', en: 'linear discriminant' },
  ridge: { ko: '릿지 회귀', en: 'ridge regression' },
  'kernel-ridge': { ko: '커널 릿지', en: 'kernel ridge' },
  logistic: { ko: '로지스틱 회귀', en: 'logistic regression' },
  perceptron: { ko: '퍼셉트론', en: 'perceptron' },
  tree: { ko: '결정 나무', en: 'decision tree' },
  forest: { ko: '랜덤 포레스트', en: 'random forest' },
  subspaces: { ko: '부분 공간 앙상블', en: 'random subspaces' },
  average: { ko: '두 모델 평균', en: 'average of two models' },
};

/** The way, and how far along it, that puts the demo account's team in the middle of the board. */
const RESEARCHER_WAY: Record<ExampleName, { ladder: number; reach: number }> = {
  digits: { ladder: 0, reach: 1 },
  nuclei: { ladder: 2, reach: 0.8 },
};
const ATTEMPTS: Record<ExampleName, { least: number; spread: number }> = {
  digits: { least: 3, spread: 7 },
  nuclei: { least: 3, spread: 4 },
};

function planTeam(sittings: readonly Sitting[], member: number, person: Person, example: ExampleName, rng: Rng): PlannedSubmission[] {
  const ladders = LADDERS[example];
  const { least, spread } = ATTEMPTS[example];
  const way =
    person === RESEARCHER
      ? { ...RESEARCHER_WAY[example], count: 6 }
      : { ladder: rng.below(ladders.length), reach: 0.3 + 0.7 * Math.sqrt(rng.uniform()), count: least + rng.below(spread) };
  const chosen = chooseSittings(sittings, member, example, way.count, rng);
  const made = attempts(ladders[way.ladder] ?? [], chosen.length, way.reach, rng);
  return made.map(({ spec, seed }, i) => ({
    beforeEndMs: chosen[i]?.beforeEndMs ?? 0,
    member,
    example,
    spec,
    seed,
    // The last attempt is never spoiled, so that every team stands on the board.
    flaw: i < made.length - 1 && rng.uniform() < 0.06 ? (FLAWS[rng.below(FLAWS.length)] ?? null) : null,
    note: rng.uniform() < 0.6 ? NOTES[spec.kind][person.locale] : '',
    withdrawn: false,
  }));
}

const addressOf = (person: Person): string => `${person.romanName.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@people.example`;

/** Puts the submissions of one sitting a few seconds apart. */
function spread(group: readonly PlannedSubmission[], rng: Rng): PlannedSubmission[] {
  let later = 0;
  return group.map((planned) => {
    later += 1500 + rng.below(9000);
    return { ...planned, beforeEndMs: planned.beforeEndMs - later };
  });
}

/**
 * Who takes part in the demo and what they submit when, over almost four weeks that end now. The same `rng` state gives the same plan.
 * Every team's last file is sound; some earlier ones are spoiled; one scored submission is taken back.
 */
export function planPopulation(rng: Rng): Population {
  // The researcher comes first to the seats, so that the demo account never goes without.
  const people = [RESEARCHER, ...PEOPLE];
  const sittings = sittingTimes(rng);
  const members: Member[] = people.map((person) => ({ person, email: addressOf(person), joins: [] }));
  const planned: PlannedSubmission[] = [];
  members.forEach((member, position) => {
    const inNuclei = member.person === RESEARCHER || rng.uniform() < 0.6;
    for (const example of inNuclei ? (['digits', 'nuclei'] as const) : (['digits'] as const)) {
      const submissions = planTeam(sittings, position, member.person, example, rng);
      const first = submissions[0];
      if (first === undefined) continue;
      member.joins.push({ example, team: member.person.team, beforeEndMs: first.beforeEndMs + 10 * MINUTE });
      planned.push(...submissions);
    }
  });
  const takenBack = planned.find(
    (submission, i) => submission.flaw === null && submission.member > 4 && planned[i + 1]?.member === submission.member,
  );
  if (takenBack) takenBack.withdrawn = true;
  const groups = sittings
    .map((sitting) =>
      spread(
        planned.filter(({ beforeEndMs }) => beforeEndMs === sitting.beforeEndMs),
        rng,
      ),
    )
    .filter((group) => group.length > 0);
  return { members, sittings: groups, researcher: people.indexOf(RESEARCHER) };
}
