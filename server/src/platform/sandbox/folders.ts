import { collect } from './collect.ts';
import type { Keeper } from './keeper.ts';
import type { CappedFolder, CollectRules, Collected, FolderCaps } from './types.ts';

/** Inodes that an empty tmpfs uses itself. */
const ROOT_INODES = 1;

/** A new folder on a file system of its own: its size and its number of files and folders are the kernel's affair, and whatever is left in it goes with it. */
export async function openFolder(keeper: Keeper, name: string, caps: FolderCaps): Promise<CappedFolder> {
  const path = keeper.fromHere(await keeper.ask('folder', name, caps.maxBytes, caps.maxFiles + ROOT_INODES));
  let open = true;
  return {
    path,
    collect: (rules: CollectRules, into: string): Promise<Collected> => collect(path, rules, into),
    // Nobody waits for the end of it: a folder that the keeper could not drop goes with the keeper.
    release: () => {
      if (open && keeper.alive) keeper.ask('drop', name).catch(() => undefined);
      open = false;
      return Promise.resolve();
    },
  };
}
