/**
 * Documents of the mathematics of judging and awards, as anybody can export, change and compute them again: `gac panel` and `gac awards`.
 * Unknown keys are ignored, so that an export may say more than a computation needs.
 */
import { z } from 'zod';

const zId = z.string().min(1).max(200);
const zCount = z.int().min(0).max(1_000_000);

export const AssignmentDocument = z.object({
  judges: z.array(z.object({ id: zId, min: zCount.default(0), max: zCount })).max(10_000),
  entries: z.array(z.object({ id: zId, demand: zCount })).max(100_000),
  affinity: z.record(z.string(), z.record(z.string(), z.number())).default({}),
  conflicts: z.array(z.tuple([zId, zId])).default([]),
});
export const ScoresDocument = z.object({
  scale: z.enum(['interval', 'ordinal', 'nominal']).default('interval'),
  scores: z.array(z.object({ judge: zId, entry: zId, value: z.number() })).max(1_000_000),
});
export const VotesDocument = z.object({ votes: z.array(z.tuple([zId, zId])).max(1_000_000) });

const zRanking = z.array(z.union([zId, z.array(zId)]));
export const MarketDocument = z.object({
  applicants: z.array(z.object({ id: zId, preferences: z.array(z.string()).default([]) })).max(1_000_000),
  /** A capacity that is no whole number from 0 counts as 0, with a warning. */
  programs: z.array(z.object({ id: zId, capacity: z.number(), host: zId.nullish().transform((host) => host ?? undefined), ranking: zRanking.nullish().transform((ranking) => ranking ?? undefined) })).max(100_000),
  hosts: z.array(z.object({ id: zId, capacity: z.number(), ranking: zRanking.nullish().transform((ranking) => ranking ?? undefined) })).nullish().transform((hosts) => hosts ?? undefined),
  couples: z
    .array(z.object({ members: z.tuple([zId, zId]), preferences: z.array(z.tuple([z.string().nullable(), z.string().nullable()])) }))
    .nullish()
    .transform((couples) => couples ?? undefined),
  seed: z.union([z.string(), z.number()]).nullish().transform((seed) => seed ?? undefined),
});
