import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zFileFormat, zMetricUse, zReference } from '@gac/shared/contract/definition';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CheckedTask } from '../challenges/index.ts';
import { CatalogueBundleScorer } from './bundle-scorer.ts';

const scorer = new CatalogueBundleScorer();
const task: CheckedTask = {
  format: zFileFormat.parse({ idColumn: 'id', columns: [{ name: 'p', kind: 'probability' }] }),
  reference: zReference.parse({ file: 'r.csv', idColumn: 'id', truthColumn: 'truth', partColumn: 'part' }),
  metrics: [zMetricUse.parse({ key: 'auc', metric: 'roc_auc', params: { labels: ['no', 'yes'] } })],
};
const GOOD = 'id,truth,part\na,yes,public\nb,no,public\nc,yes,private\nd,no,private\n';

describe('checking the files of a bundle', () => {
  let folder: string;
  const file = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'bundle-scorer-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('a sound reference has no fault, plain or gzip, and is counted', async () => {
    for (const path of [file('r.csv', GOOD), file('r.csv.gz', gzipSync(GOOD))]) {
      expect(await scorer.referenceFaults(task, path)).toEqual([]);
      expect(await scorer.referenceRows(task, path)).toBe(4);
    }
  });

  it.each([
    ['a part that is none', GOOD.replace('private\nd', 'secret\nd'), /^Line 4: .*secret/],
    ['an id twice', GOOD.replace('\nd,', '\na,'), /^Line 5: /],
    ['one class in a part', GOOD.replace('b,no', 'b,yes'), /^Metric "auc": All true labels of this part are the same.*public/],
    ['no truth column', GOOD.replace('truth', 'answer'), /truth/],
    ['nothing', '', /empty/i],
  ])('tells of %s in a reference', async (_what, content, expected) => {
    const faults = await scorer.referenceFaults(task, file('bad.csv', content));
    expect(faults.map(({ en }) => en).join('\n')).toMatch(expected);
    for (const { ko } of faults) expect(ko).toMatch(/[가-힣]/);
  });

  it('finds the faults of a prediction against the ids of the reference, twenty of them in words', async () => {
    const reference = file('r.csv', GOOD);
    expect(await scorer.predictionFaults(task, reference, file('p.csv', 'id,p\nd,0.1\nc,0.2\nb,0.3\na,0.4\n'))).toEqual([]);
    const [fault] = await scorer.predictionFaults(task, reference, file('p.csv', 'id,p\nd,0.1\nc,1.2\nb,0.3\na,0.4\n'));
    expect(fault?.en).toMatch(/^Line 3: /);
    const many = await scorer.predictionFaults(task, reference, file('p.csv', `id,p\n${Array.from({ length: 90 }, (_, i) => `x${i},2`).join('\n')}\n`));
    expect(many.length).toBeLessThanOrEqual(21);
    expect(many.at(-1)?.en).toMatch(/^\d+ more\.$/);
  });

  it.each([
    [{ metric: 'roc_auc', params: { labels: 'yes' } }, [['params', 'labels']]],
    [{ metric: 'roc_auc', params: { nothing: true } }, [['params', 'nothing']]],
    [{ metric: 'accuracy', params: {} }, [['metric']]],
    [{ metric: 'roc_auc', params: { labels: ['no', 'yes'] } }, []],
  ])('says where a use of a metric is wrong: %j', (use, paths) => {
    expect(scorer.misuse({ key: 'm', decimals: 5, ...use }, task.format).map(({ path }) => path)).toEqual(paths);
  });
});
