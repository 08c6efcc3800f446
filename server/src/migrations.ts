import { Spine1790000000001 } from '../migrations/0001-spine.ts';
import { Programs1790000000002 } from '../migrations/0002-programs.ts';
import { Console1790000000003 } from '../migrations/0003-console.ts';
import { KeptPromises1790000000004 } from '../migrations/0004-kept-promises.ts';
import { BaselineTracks1790000000005 } from '../migrations/0005-baseline-tracks.ts';
import { Imports1790000000006 } from '../migrations/0006-imports.ts';
import { References1790000000007 } from '../migrations/0007-references.ts';
import type { Migration } from './platform/db/data-source.ts';

/** Every migration, oldest first. */
export const MIGRATIONS = [Spine1790000000001, Programs1790000000002, Console1790000000003, KeptPromises1790000000004, BaselineTracks1790000000005, Imports1790000000006, References1790000000007] as unknown as Migration[];
