import type { DryRunState, ImportState } from '@gac/shared/contract/imports';

/** Also `discarded`, which nobody is shown. */
export type StoredState = ImportState | 'discarded';
export interface ImportStates {
  state: StoredState;
  dryRun: DryRunState;
}
export type ImportAct = 'read-again' | 'dry-run' | 'create' | 'discard';

const STATES: Readonly<Record<ImportAct, readonly StoredState[]>> = {
  // What was refused is refused again: only what we could not read is worth another look.
  'read-again': ['failed'],
  'dry-run': ['read', 'created'],
  create: ['read'],
  discard: ['uploaded', 'reading', 'read', 'refused', 'failed'],
};

/** Whether it may be done with an import in these states. */
export const mayBeDone = (act: ImportAct, { state }: Pick<ImportStates, 'state'>): boolean => STATES[act].includes(state);

/** A dry run that is asked for or under way is not asked for again. */
export const isDryRunOpen = ({ dryRun }: Pick<ImportStates, 'dryRun'>): boolean => dryRun === 'queued' || dryRun === 'running';
