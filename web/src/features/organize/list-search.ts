import { FAILURE_CLASSES, SUBMISSION_STATES, type FailureClass, type SubmissionState } from '@gac/shared/rules/lifecycle';

/** The address of a challenge's list of submissions, read. */
export interface ListSearch {
  state?: SubmissionState;
  class?: FailureClass;
  q?: string;
  page?: number;
}
export function listSearchOf(raw: Record<string, unknown>): ListSearch {
  const state = SUBMISSION_STATES.find((name) => name === raw['state']);
  const failure = FAILURE_CLASSES.find((name) => name === raw['class']);
  const q = typeof raw['q'] === 'string' && raw['q'].trim() !== '' ? raw['q'].normalize('NFC').trim().slice(0, 80) : undefined;
  const page = Number(raw['page']);
  return {
    ...(state && { state }),
    ...(failure && { class: failure }),
    ...(q !== undefined && { q }),
    ...(Number.isInteger(page) && page > 1 && page < 100_000 && { page }),
  };
}
/** The list under other filters; the page begins anew unless it is named. */
export function listHref(base: string, search: ListSearch): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) if (value !== undefined) params.set(key, String(value));
  return params.size === 0 ? base : `${base}?${params.toString()}`;
}
