import { zImportId } from '@gac/shared/contract/imports';
import { z } from 'zod';
import { defineEvent } from '../../platform/outbox/event.ts';

const ref = z.object({ importId: zImportId });
/** An archive was uploaded to be imported, or is to be read once more. */
export const importReceived = defineEvent('import.received.v1', ref);
/** Somebody wants the solutions of an archive run. */
export const dryRunAsked = defineEvent('import.dry-run-asked.v1', ref);

/** The live topic of an import. */
export const importTopic = (id: string): string => `import:${id}`;
