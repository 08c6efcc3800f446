let wanted: 'sample' | null = null;
/** Another page asks the submit page to begin with the sample. Not in the address and not in the history: a link or a reload must never submit anything. */
export const askForSample = (): void => {
  wanted = 'sample';
};
/** What was asked for, once. */
export function takeAsked(): 'sample' | null {
  const asked = wanted;
  wanted = null;
  return asked;
}
