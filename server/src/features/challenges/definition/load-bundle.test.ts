import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadBundle, type BundleScoring } from './load-bundle.ts';

const examples = join(import.meta.dirname, '../../../../../examples');
const scoring: BundleScoring = {
  names: ['accuracy', 'f1_macro', 'roc_auc', 'log_loss'],
  misuse: () => [],
  referenceFaults: () => Promise.resolve([]),
  predictionFaults: () => Promise.resolve([]),
};
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  cpSync(join(examples, 'digits'), folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const rewrite = (change: (text: string) => string): void =>
  writeFileSync(join(folder, 'challenge.yaml'), change(readFileSync(join(folder, 'challenge.yaml'), 'utf8')));
const outcome = async (with_ = scoring): Promise<string[]> => {
  const loaded = await loadBundle(folder, with_);
  return loaded.ok ? [] : loaded.refusal.map(({ code, path, message }) => `${code} ${path} ${message.en}`);
};

describe('loadBundle', () => {
  it('gives every named file with its size and hash', async () => {
    const loaded = await loadBundle(folder, scoring);
    if (!loaded.ok) throw new TypeError(JSON.stringify(loaded.refusal));
    expect([...loaded.value.files.keys()].sort()).toEqual([
      'LICENCE.md',
      'data/baseline_centroid.csv',
      'data/baseline_tree.csv',
      'data/better_than_baseline.csv',
      'data/reference.csv',
      'data/sample_submission.csv',
      'data/test.csv',
      'data/train.csv',
    ]);
    const bytes = readFileSync(join(folder, 'data/train.csv'));
    expect(loaded.value.files.get('data/train.csv')).toMatchObject({
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
  });

  it('takes a folder where one may stand, as one zip, and a file where only a file may', async () => {
    mkdirSync(join(folder, 'more'));
    writeFileSync(join(folder, 'more/a.txt'), 'a');
    rewrite((text) => text.replace('file: data/test.csv', 'file: more'));
    const loaded = await loadBundle(folder, scoring);
    if (!loaded.ok) throw new TypeError(JSON.stringify(loaded.refusal));
    expect(loaded.value.files.get('more')).toMatchObject({ isFolder: true, bytes: 109 });
    symlinkSync('a.txt', join(folder, 'more/link'));
    rewrite((text) => text.replace('file: data/reference.csv', 'file: more'));
    expect(await outcome()).toContain('file-content data[1].file There is a symbolic link in it: link');
    expect(await outcome()).toContain('file-missing tasks[0].reference.file There is no file "more".');
  });

  it('names every file that is not there, together with what is wrong in the text', async () => {
    rmSync(join(folder, 'data/train.csv'));
    rmSync(join(folder, 'data/reference.csv'));
    rewrite((text) => text.replace('ties: shared', 'ties: tied'));
    expect(await outcome()).toEqual([
      'file-missing data[0].file There is no file "data/train.csv".',
      'file-missing tasks[0].reference.file There is no file "data/reference.csv".',
      'bad-value boards[0].ties "tied" is not possible here. Possible: shared, strict',
    ]);
  });

  it('does not follow a link out of the folder, nor offer a folder with the answers', async () => {
    rmSync(join(folder, 'data/train.csv'));
    symlinkSync('/etc/hostname', join(folder, 'data/train.csv'));
    rewrite((text) => text.replace('file: data/test.csv', 'file: data'));
    expect(await outcome()).toEqual([
      'file-missing data[0].file There is no file "data/train.csv".',
      'hidden-in-public data[1].file The hidden data "data/reference.csv" is part of "data", which participants get.',
      'file-content data[1].file There is a symbolic link in it: train.csv',
    ]);
  });

  it('reports what scoring says of the answers, and then does not hold prediction files against them', async () => {
    const asked: string[] = [];
    const faults: BundleScoring = {
      ...scoring,
      referenceFaults: () => Promise.resolve([{ ko: '정답에 클래스가 하나뿐입니다.', en: 'The answers hold one class only.' }]),
      predictionFaults: (_task, _reference, path) => {
        asked.push(path);
        return Promise.resolve([]);
      },
    };
    expect(await outcome(faults)).toEqual(['file-content tasks[0].reference.file The answers hold one class only.']);
    expect(asked).toEqual([]);
  });

  it('holds sample, example and baselines against the answers', async () => {
    const faults: BundleScoring = {
      ...scoring,
      predictionFaults: (_task, _reference, path) => Promise.resolve([{ ko: '줄 2', en: path.slice(path.lastIndexOf('/') + 1) }]),
    };
    expect(await outcome(faults)).toEqual([
      'file-content data[2].file sample_submission.csv',
      'file-content data[3].file better_than_baseline.csv',
      'file-content baselines[0].file baseline_centroid.csv',
      'file-content baselines[1].file baseline_tree.csv',
    ]);
  });
});
