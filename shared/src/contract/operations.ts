import { z } from 'zod';
import { zInstant } from './primitives.ts';

/** A handler that gave an event up after its last attempt. */
export const ParkedJobRef = z.object({ handler: z.string().min(1).max(100), eventId: z.uuid() }).meta({ id: 'ParkedJobRef' });
export const ParkedJob = ParkedJobRef.extend({
  event: z.string(),
  /** The last error, its trace included: for who runs the platform, never for participants. */
  error: z.string(),
  parkedAt: zInstant,
}).meta({ id: 'ParkedJob' });
/** The longest parked first; `total` counts those beyond the list too. */
export const ParkedJobs = z.object({ total: z.int(), jobs: z.array(ParkedJob) }).meta({ id: 'ParkedJobs' });
/** `jobs` null: all there are. */
export const RerunParkedJobs = z.object({ jobs: z.array(ParkedJobRef).min(1).max(200).nullable() }).meta({ id: 'RerunParkedJobs' });
/** How many were handed out again; fewer than asked for when somebody else was first. */
export const RerunCount = z.object({ rerun: z.int() }).meta({ id: 'RerunCount' });

export type ParkedJobRef = z.infer<typeof ParkedJobRef>;
export type ParkedJobs = z.infer<typeof ParkedJobs>;
export type RerunParkedJobs = z.infer<typeof RerunParkedJobs>;
export type RerunCount = z.infer<typeof RerunCount>;
