import type { Bundle, BundlePhase } from '../bundle.ts';
import type { Draft, TaskKeys, WrittenDefinition } from './draft.ts';
import { Keys } from './names.ts';
import { capped } from './tasks.ts';

type WrittenPhase = WrittenDefinition['phases'][number];
export type KeyedPhase = BundlePhase & { key: string; opensAt: string };

/** What phases of the archive say that phases here don't. */
function leaveOutOf(phase: BundlePhase, path: string, draft: Draft): void {
  const { hides, access, quota, migratesHere } = phase;
  if (quota.perMonth !== null)
    draft.leaveOut(`${path}.quota`, `한 달 ${quota.perMonth}회 제한`, `The limit of ${quota.perMonth} submissions a month`);
  if (migratesHere) draft.leaveOut(path, '앞 단계의 제출을 자동으로 옮기는 것', 'Moving submissions here from the phase before');
  if (hides.logs || hides.predictions || hides.scores)
    draft.leaveOut(path, '참가자에게 출력을 숨기는 것', 'Hiding outputs from participants');
  if (access.fields.length > 0) draft.leaveOut(path, '제출할 때 묻는 항목', 'What is asked of those who submit');
  if (!access.isPublic || access.allowedEmails.length > 0) draft.leaveOut(`${path}.entry`, '참가자를 제한하는 것', 'Who may enter');
}

/** Phases in the order in which they open, each with a key and an opening. */
export function keyedPhases({ phases }: Bundle, now: Date, draft: Draft): KeyedPhase[] {
  const keys = new Keys();
  const keyed = phases.map((phase) => {
    const opensAt = phase.opensAt ?? now.toISOString();
    return { ...phase, opensAt, key: keys.of(phase.codename ?? phase.name, `phase-${phase.index + 1}`) };
  });
  const sorted = keyed.sort((a, b) => Date.parse(a.opensAt) - Date.parse(b.opensAt) || a.index - b.index);
  for (const [i, { index }] of sorted.entries())
    if (phases.find((phase) => phase.index === index)?.opensAt === null)
      draft.say('opens-unknown', `phases[${i}].opensAt`, { used: now.toISOString() });
  return sorted;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** When a phase closes: after it opens, and never only when it is the last. */
function closing(phase: KeyedPhase, next: KeyedPhase | undefined, path: string, draft: Draft): string | null {
  const isPossible = phase.closesAt === null ? next === undefined : Date.parse(phase.closesAt) > Date.parse(phase.opensAt);
  if (isPossible) return phase.closesAt;
  const used = next === undefined ? null : new Date(Math.max(Date.parse(next.opensAt), Date.parse(phase.opensAt) + DAY_MS)).toISOString();
  draft.say('window-mended', `${path}.closesAt`, { used: used ?? 'null' });
  return used;
}

/** @param tasks that could be made; a phase without any is left out by the caller */
export function writtenPhases(phases: readonly KeyedPhase[], tasks: readonly TaskKeys[], draft: Draft): WrittenPhase[] {
  return phases.map((phase, i) => {
    const path = `phases[${i}]`;
    leaveOutOf(phase, path, draft);
    const limit = capped(phase.stepTimeLimitMs);
    if (limit < phase.stepTimeLimitMs) draft.say('limit-capped', `${path}.limits.wallMs`, { used: limit });
    const { perDay, total, concurrent } = phase.quota;
    return {
      key: phase.key,
      name: draft.text(`${path}.name`, phase.name, phase.key),
      opensAt: phase.opensAt,
      closesAt: closing(phase, phases[i + 1], path, draft),
      // Both platforms count days in UTC.
      quota: { perDay, total, ...(concurrent !== null && { concurrent }), zone: 'UTC' },
      accepts: phase.takesCode ? ['code', 'prediction'] : ['prediction'],
      limits: { cpuMs: limit, wallMs: limit },
      tasks: tasks.filter(({ index }) => phase.tasks.includes(index)).map(({ key }) => key),
    };
  });
}
