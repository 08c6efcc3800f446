// Where the product of the journeys is. Written by the global set-up, read by Playwright's workers, which inherit the environment.

/** An account of the demo, as the seed wrote it down. */
export interface Account {
  part: 'researcher' | 'newcomer' | 'organizer' | 'administrator';
  email: string;
  password: string;
  name: string;
}
export interface Stack {
  /** Without a slash at the end. */
  url: string;
  accounts: readonly Account[];
}
const NAME = 'GAC_JOURNEYS';

export const keepStack = (stack: Stack): void => {
  process.env[NAME] = JSON.stringify(stack);
};
export const stack = (): Stack => JSON.parse(process.env[NAME] ?? 'null') as Stack;

/** The demo account of a part. */
export function demoAccount(part: Account['part']): Account {
  const account = stack().accounts.find((one) => one.part === part);
  if (!account) throw new Error(`The demo has no ${part}.`);
  return account;
}
