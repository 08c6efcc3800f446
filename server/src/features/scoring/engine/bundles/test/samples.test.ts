import { afterAll, describe, expect, it } from '@jest/globals';
import {
  CHALLENGE,
  codabench,
  codalab,
  COMPETITION,
  CONF,
  EVALUATION_PHASE,
  evalai,
  grandChallenge,
  huggingface,
  LEGACY,
} from './samples.ts';
import { codesOf, readFolderOf, readZip, removeFolders } from './reading.ts';

afterAll(removeFolders);

describe('an archive that nothing is wrong with', () => {
  it.each([
    ['codabench', codabench(COMPETITION), []],
    // What the old format leaves out is derived, which is told.
    ['codalab', codalab(LEGACY), ['end-derived']],
    ['evalai', evalai(CHALLENGE), []],
    ['huggingface', huggingface(CONF), []],
    ['grand-challenge', grandChallenge(EVALUATION_PHASE), []],
  ] as const)('%s: as a zip and as a folder, the same', async (format, files, expected) => {
    const [zipped, kept] = await Promise.all([readZip(files), readFolderOf(files)]);
    expect(codesOf(zipped)).toEqual(expected);
    expect(zipped.format).toBe(format);
    const plain = (bundle: typeof zipped): unknown =>
      JSON.parse(JSON.stringify(bundle, (key, value: unknown) => (key === 'source' ? undefined : value)));
    expect(plain(kept)).toEqual(plain(zipped));
  });
});
