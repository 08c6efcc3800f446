import { describe, expect, it } from '@jest/globals';
import { CreateAccount } from '@gac/shared/contract/accounts';
import { SeededRng } from '../platform/random/random.ts';
import { newPassword } from './demo-accounts.ts';
import { FLAWS, spoil } from './flaws.ts';
import { PEOPLE } from './people.ts';
import { planPopulation } from './population.ts';

const plan = planPopulation(new SeededRng(20_261_124));
const all = plan.sittings.flat();
const DAY = 86_400_000;
const OPENED = { digits: 26.58 * DAY, nuclei: 21.58 * DAY };
const PER_DAY = { digits: 10, nuclei: 5 };

describe('the population', () => {
  it('is the same for the same seed', () => {
    expect(planPopulation(new SeededRng(7))).toEqual(planPopulation(new SeededRng(7)));
    expect(planPopulation(new SeededRng(8))).not.toEqual(planPopulation(new SeededRng(7)));
  });

  it('has some forty teams from many countries, with names and addresses of their own that the API takes', () => {
    expect(plan.members.length).toBeGreaterThanOrEqual(40);
    expect(new Set(PEOPLE.map(({ country }) => country)).size).toBeGreaterThanOrEqual(15);
    expect(new Set(plan.members.map(({ email }) => email)).size).toBe(plan.members.length);
    expect(new Set(plan.members.map(({ person }) => person.team)).size).toBe(plan.members.length);
    for (const { person, email } of plan.members) {
      const { name, romanName, country, affiliation, kind, locale } = person;
      const account = {
        email,
        password: newPassword(new SeededRng(1)),
        name,
        romanName,
        country,
        affiliation,
        affiliationKind: kind,
        locale,
      };
      expect(CreateAccount.safeParse(account)).toMatchObject({ success: true });
    }
  });

  it('submits 350 to 400 times, in order, after the phases open and before the end', () => {
    expect(all.length).toBeGreaterThanOrEqual(350);
    expect(all.length).toBeLessThanOrEqual(400);
    expect(all.map(({ beforeEndMs }) => beforeEndMs)).toEqual(all.map(({ beforeEndMs }) => beforeEndMs).toSorted((a, b) => b - a));
    for (const { beforeEndMs, example } of all) expect(beforeEndMs > 60_000 && beforeEndMs < OPENED[example]).toBe(true);
    expect(Math.max(...all.map(({ beforeEndMs }) => beforeEndMs))).toBeGreaterThan(21 * DAY);
    expect(Math.min(...all.map(({ beforeEndMs }) => beforeEndMs))).toBeLessThan(DAY / 4);
  });

  it('never lets a team meet its daily limit, nor submit twice at once', () => {
    for (const planned of all) {
      const within = all.filter(
        (other) =>
          other.member === planned.member && other.example === planned.example && Math.abs(other.beforeEndMs - planned.beforeEndMs) < DAY,
      );
      expect(within.length).toBeLessThan(PER_DAY[planned.example]);
    }
    for (const group of plan.sittings) expect(new Set(group.map(({ member }) => member)).size).toBe(group.length);
  });

  it('joins before it submits, and ends every team with a sound file', () => {
    plan.members.forEach((member, position) => {
      expect(member.joins.map(({ example }) => example)).toContain('digits');
      for (const { example, beforeEndMs } of member.joins) {
        const own = all.filter((planned) => planned.member === position && planned.example === example);
        expect(own[0]?.beforeEndMs).toBeLessThan(beforeEndMs);
        expect(beforeEndMs).toBeLessThan(OPENED[example]);
        expect(own.at(-1)).toMatchObject({ flaw: null, withdrawn: false });
      }
    });
    expect(all.filter(({ withdrawn }) => withdrawn)).toHaveLength(1);
    expect(new Set(all.flatMap(({ flaw }) => (flaw === null ? [] : [flaw])))).toEqual(new Set(FLAWS));
  });
});

describe('spoil', () => {
  const file = 'id,label\n' + Array.from({ length: 20 }, (_, i) => `d${String(i)},${String(i % 10)}\n`).join('');
  it.each([
    ['missing-rows', 14, 0],
    ['wrong-column', 21, 1],
    ['duplicate-id', 22, 0],
    ['not-a-number', 21, 1],
    ['unknown-value', 21, 1],
  ] as const)('%s leaves %d lines, %d of them changed', (flaw, lines, changed) => {
    const spoilt = spoil(file, flaw).trimEnd().split('\n');
    expect(spoilt).toHaveLength(lines);
    expect(spoilt.filter((line) => !file.split('\n').includes(line))).toHaveLength(changed);
  });
});

describe('newPassword', () => {
  it('is twelve letters in three groups, another one each time', () => {
    const rng = new SeededRng(3);
    const some = Array.from({ length: 50 }, () => newPassword(rng));
    for (const password of some) expect(password).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/);
    expect(new Set(some).size).toBe(50);
  });
});
