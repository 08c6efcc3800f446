import { describe, expect, it } from '@jest/globals';
import { isDryRunOpen, mayBeDone, type ImportAct, type StoredState } from './import-rules.ts';

const ACTS: ImportAct[] = ['read-again', 'dry-run', 'create', 'discard'];
const STATES: StoredState[] = ['uploaded', 'reading', 'read', 'refused', 'failed', 'created', 'discarded'];

describe('what may be done with an import', () => {
  it('follows from its state', () => {
    expect(Object.fromEntries(STATES.map((state) => [state, ACTS.filter((act) => mayBeDone(act, { state }))]))).toEqual({
      uploaded: ['discard'],
      reading: ['discard'],
      read: ['dry-run', 'create', 'discard'],
      refused: ['discard'],
      failed: ['read-again', 'discard'],
      created: ['dry-run'],
      discarded: [],
    });
  });

  it('a dry run is open while it waits or runs', () => {
    expect((['none', 'queued', 'running', 'passed', 'failed'] as const).filter((dryRun) => isDryRunOpen({ dryRun }))).toEqual([
      'queued',
      'running',
    ]);
  });
});
