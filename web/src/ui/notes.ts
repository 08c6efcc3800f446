import { announce } from './Announcer.tsx';

/** A short note that needs no answer. Errors never go here: they stay on the page (G5). */
export interface ToastNote {
  text: string;
  action?: { label: string; onPress: () => void };
}
let pending: ToastNote[] = [];
let used = false;
const listeners = new Set<() => void>();
const tell = () => {
  for (const listener of listeners) listener();
};
/** Shows a note for at least 8 s, longer while it has focus or the pointer; it is also said in the live region. */
export function notify(note: ToastNote): void {
  pending = [...pending, note];
  used = true;
  announce(note.text);
  tell();
}
/** Hands the waiting notes to the region, once. */
export function takeNotes(): ToastNote[] {
  const notes = pending;
  pending = [];
  return notes;
}
export const subscribeNotes = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
/** True once there has been a note. */
export const hadNotes = (): boolean => used;
