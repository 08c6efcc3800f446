import { Spine1790000000001 } from '../migrations/0001-spine.ts';
import type { Migration } from './platform/db/data-source.ts';

/** Every migration, oldest first. */
export const MIGRATIONS = [Spine1790000000001] as unknown as Migration[];
