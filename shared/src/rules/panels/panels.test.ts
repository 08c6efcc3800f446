import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { intraclassCorrelations, krippendorffAlpha } from './agreement.ts';
import { additiveFit, centredScores, globalZScores, rawScores, restrictedLambda } from './calibration.ts';
import { bradleyTerry } from './pairwise.ts';
import { componentsOf, markTable, type Mark } from './scores.ts';

/** Rows of judges over columns of entries; null is no mark. */
const marksOf = (rows: readonly (readonly (number | null)[])[]): Mark[] =>
  rows.flatMap((row, judge) =>
    row.flatMap((value, entry) =>
      value === null ? [] : [{ judge: `j${String(judge)}`, entry: `e${String(entry).padStart(2, '0')}`, value }],
    ),
  );
const N = null;
/** Krippendorff, Computing Krippendorff's alpha-reliability (2011), section D: four observers, twelve units. */
const KRIPPENDORFF = marksOf([
  [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
  [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
]);
/** Shrout and Fleiss (1979), table 2, judges as rows. */
const SHROUT = marksOf([
  [9, 6, 8, 7, 10, 6],
  [2, 1, 4, 1, 5, 2],
  [5, 3, 6, 2, 6, 4],
  [8, 2, 8, 6, 9, 7],
]);

const connected = fc
  .array(fc.tuple(fc.nat(3), fc.nat(4), fc.integer({ min: 0, max: 100 })), { minLength: 6, maxLength: 20 })
  .map((rows) => [
    ...new Map(
      rows.map(([judge, entry, value]) => [
        `${String(judge)} ${String(entry)}`,
        { judge: `j${String(judge)}`, entry: `e${String(entry)}`, value },
      ]),
    ).values(),
  ])
  .filter((marks) => componentsOf(markTable(marks)).length === 1);
const close = (a: readonly number[], b: readonly number[], digits = 6): void => {
  expect(a.length).toBe(b.length);
  a.forEach((value, at) => {
    expect(value).toBeCloseTo(b[at] as number, digits);
  });
};

describe('agreement (J-63)', () => {
  it.each([
    ['nominal', 0.743],
    ['ordinal', 0.815],
    ['interval', 0.849],
  ] as const)('alpha of published data, %s', (scale, published) => {
    expect(krippendorffAlpha(markTable(KRIPPENDORFF), scale)).toBeCloseTo(published, 3);
  });
  it('alpha is null without two marks that can be paired, and when all marks are the same', () => {
    expect(
      krippendorffAlpha(
        markTable(
          marksOf([
            [1, N],
            [N, 2],
          ]),
        ),
        'interval',
      ),
    ).toBeNull();
    expect(
      krippendorffAlpha(
        markTable(
          marksOf([
            [3, 3],
            [3, 3],
          ]),
        ),
        'ordinal',
      ),
    ).toBeNull();
  });
  it('intraclass correlations of published data', () => {
    const icc = intraclassCorrelations(markTable(SHROUT));
    expect(Object.values(icc ?? {}).map((value: number | null) => value?.toFixed(2))).toEqual([
      '0.17',
      '0.29',
      '0.71',
      '0.44',
      '0.62',
      '0.91',
    ]);
    expect(icc?.icc2).toBeCloseTo(0.2898, 4);
    expect(icc?.icc2k).toBeCloseTo(0.6201, 4);
  });
  it('intraclass correlations need every mark', () => {
    expect(intraclassCorrelations(markTable(SHROUT.slice(1)))).toBeNull();
    expect(
      intraclassCorrelations(
        markTable(
          marksOf([
            [1, 1],
            [1, 1],
          ]),
        ),
      )?.icc1,
    ).toBeNull();
  });
});

describe('calibration (J-60 to J-62)', () => {
  const table = markTable(SHROUT);
  it('with all marks the additive scores are the raw means, and severities are what judges are below the mean', () => {
    const { scores, severity } = additiveFit(table);
    close(scores, rawScores(table));
    const all = SHROUT.reduce((sum, { value }) => sum + value, 0) / SHROUT.length;
    close(
      severity,
      [46, 15, 26, 40].map((sum) => all - sum / 6),
    );
  });
  it('finds strictness that the raw means hide', () => {
    // a and b are marked by the lenient judge only, c and d by the strict one, e by both: b is really below c.
    const marks: Mark[] = [
      ['mild', 'a', 90],
      ['mild', 'b', 80],
      ['strict', 'c', 75],
      ['strict', 'd', 60],
      ['mild', 'e', 85],
      ['strict', 'e', 65],
    ].map(([judge, entry, value]) => ({ judge: String(judge), entry: String(entry), value: Number(value) }));
    expect(rawScores(markTable(marks))).toEqual([90, 80, 75, 60, 75]);
    const { scores, severity } = additiveFit(markTable(marks));
    close(scores, [80, 70, 85, 70, 75]);
    close(severity, [-10, 10]);
  });
  it('z: a judge who says the same of all says nothing', () => {
    const marks = marksOf([
      [5, 5, 5],
      [1, 2, 3],
    ]);
    const all = [5, 5, 5, 1, 2, 3];
    const middle = 3.5;
    const sigma = Math.sqrt(all.reduce((sum, value) => sum + (value - middle) ** 2, 0) / 6);
    const own = Math.sqrt(2 / 3);
    close(
      globalZScores(markTable(marks)),
      [-1, 0, 1].map((step) => (middle + middle + (sigma * step) / own) / 2),
    );
  });
  it('ridge: none is the additive fit, a great one the raw mean', () => {
    fc.assert(
      fc.property(connected, (marks) => {
        const given = markTable(marks);
        close(additiveFit(given, 1e12).scores, rawScores(given));
        close(additiveFit(given, 1e-9).scores, additiveFit(given).scores, 4);
      }),
      { numRuns: 100 },
    );
  });
  it('restricted likelihood: judges who differ much more than chance get a small lambda, equal ones a great one', () => {
    const noise = (judge: number, entry: number): number => (((judge * 7 + entry * 13) % 11) - 5) / 5;
    const rows = (severity: number): number[][] =>
      Array.from({ length: 5 }, (_, judge) =>
        Array.from({ length: 12 }, (__, entry) => 50 + 3 * entry + noise(judge, entry) - severity * (judge - 2)),
      );
    const strict = restrictedLambda(markTable(marksOf(rows(10)))) ?? NaN;
    const equal = restrictedLambda(markTable(marksOf(rows(0)))) ?? NaN;
    expect(strict).toBeLessThan(0.02);
    expect(equal).toBeGreaterThan(10);
    expect(restrictedLambda(markTable(marksOf([[1, 2]])))).toBeNull();
  });
  it('restricted likelihood of balanced data is the ratio of the classical estimates', () => {
    // Balanced two-way designs: σ²_ε = EMS and σ²_β = (JMS − EMS)/n (Searle, Casella and McCulloch 1992, section 4.4).
    const [n, k] = [6, 4];
    const icc = intraclassCorrelations(table);
    expect(icc).not.toBeNull();
    const judges = [46, 15, 26, 40];
    const entries = [24, 12, 26, 16, 30, 19];
    const total = SHROUT.reduce((sum, { value }) => sum + value ** 2, 0);
    const correction = 127 ** 2 / 24;
    const between = entries.reduce((sum, value) => sum + value ** 2 / k, 0) - correction;
    const byJudge = judges.reduce((sum, value) => sum + value ** 2 / n, 0) - correction;
    const ems = (total - correction - between - byJudge) / ((n - 1) * (k - 1));
    const jms = byJudge / (k - 1);
    expect(restrictedLambda(table)).toBeCloseTo(ems / ((jms - ems) / n), 5);
  });
  it("J-62: points added to one judge change no additive score but that judge's severity; order and names change nothing; twice the judges, the same scores", () => {
    fc.assert(
      fc.property(connected, fc.integer({ min: -50, max: 50 }), (marks, points) => {
        const given = markTable(marks);
        const { scores } = additiveFit(given);
        const level = (values: readonly number[]): number[] => values.map((value) => value - (values[0] as number));
        const moved = marks.map((mark) => (mark.judge === marks[0]?.judge ? { ...mark, value: mark.value + points } : mark));
        close(level(additiveFit(markTable(moved)).scores), level(scores));
        for (const method of [rawScores, centredScores, globalZScores, (of: typeof given) => additiveFit(of).scores]) {
          close(method(markTable([...marks].reverse())), method(given), 9);
          close(
            method(markTable(marks.map((mark) => ({ ...mark, judge: `z${String(9 - Number(mark.judge.slice(1)))}` })))),
            method(given),
            9,
          );
          close(method(markTable([...marks, ...marks.map((mark) => ({ ...mark, judge: `${mark.judge} again` }))])), method(given), 6);
        }
      }),
      { numRuns: 100 },
    );
  });
  it('J-61: names what hangs together', () => {
    expect(
      componentsOf(
        markTable(
          marksOf([
            [1, 2, N, N],
            [N, N, 3, 4],
            [N, N, N, 5],
          ]),
        ),
      ),
    ).toEqual([
      ['e00', 'e01'],
      ['e02', 'e03'],
    ]);
  });
});

describe('pairwise votes (J-65)', () => {
  it('gives the published strengths of the American League, 1987', () => {
    // Agresti, Categorical Data Analysis, 2nd ed., table 10.10; log abilities against Baltimore as fitted by R's BradleyTerry2.
    const teams = ['Milwaukee', 'Detroit', 'Toronto', 'New York', 'Boston', 'Cleveland', 'Baltimore'];
    const wins = [
      [0, 7, 9, 7, 7, 9, 11],
      [6, 0, 7, 5, 11, 9, 9],
      [4, 6, 0, 7, 7, 8, 12],
      [6, 8, 6, 0, 6, 7, 10],
      [6, 2, 6, 7, 0, 7, 12],
      [4, 4, 5, 6, 6, 0, 6],
      [2, 4, 1, 3, 1, 7, 0],
    ];
    const votes = wins.flatMap((row, a) =>
      row.flatMap((times, b) => Array.from({ length: times }, () => [teams[a] as string, teams[b] as string] as const)),
    );
    const { strengths, connected: isConnected } = bradleyTerry(votes);
    const ability = (team: string): number => Math.log((strengths?.get(team) ?? NaN) / (strengths?.get('Baltimore') ?? NaN));
    expect(isConnected).toBe(true);
    close(teams.slice(0, 6).map(ability), [1.5814, 1.4364, 1.2945, 1.2476, 1.1077, 0.6839], 3);
    expect([...(strengths?.values() ?? [])].reduce((product, value) => product * value, 1)).toBeCloseTo(1, 9);
  });
  it('gives no strengths when somebody never lost', () => {
    expect(
      bradleyTerry([
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'b'],
      ]),
    ).toEqual({ strengths: null, connected: false });
    expect(bradleyTerry([])).toEqual({ strengths: null, connected: false });
  });
  it('of two: the odds of the votes', () => {
    const { strengths } = bradleyTerry([
      ['a', 'b'],
      ['a', 'b'],
      ['a', 'b'],
      ['b', 'a'],
    ]);
    expect((strengths?.get('a') ?? 0) / (strengths?.get('b') ?? 1)).toBeCloseTo(3, 9);
  });
});
