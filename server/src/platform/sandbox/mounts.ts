import { chmodSync, lstatSync, mkdirSync, rmSync, statSync, writeFileSync, type Stats } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import type { SandboxJob } from './types.ts';

/** Host paths that the launcher stages, in the order in which profiles count them: a root folder, what is read, what is written. */
export function sources(job: SandboxJob): string[] {
  return [
    ...(job.rootfs.kind === 'folder' ? [job.rootfs.path] : []),
    ...job.readOnly.map(({ source }) => source),
    ...job.writable.map(({ folder }) => folder.path),
  ];
}

/** Something that is mounted into a job's root. */
export interface Mounted {
  source: string;
  target: string;
}
export const mountedOf = (job: SandboxJob): Mounted[] => [...job.readOnly, ...job.writable.map(({ folder, target }) => ({ source: folder.path, target }))];

/** Folders that every root file system has to have. */
const ALWAYS = ['/proc', '/dev', '/tmp'];

function lookAt(path: string): Stats | null {
  try {
    return lstatSync(path);
  } catch {
    return null;
  }
}

/** Makes a folder below `root`. What stands in the way, a link above all, is replaced: `root` is ours, and a link in it may point anywhere. */
function makeFolder(root: string, path: string): void {
  if (path === '/' || path === '.') return;
  makeFolder(root, dirname(path));
  const here = join(root, path);
  const seen = lookAt(here);
  if (seen?.isDirectory()) return;
  if (seen !== null) rmSync(here);
  mkdirSync(here, { mode: 0o755 });
}

/** Makes in the root folder what mounts need to stand on; one inside another stands on what that brings. */
export function makeMountpoints(root: string, mounted: readonly Mounted[]): void {
  for (const path of ALWAYS) makeFolder(root, path);
  // runc gives a tmpfs the mode of what it covers.
  chmodSync(join(root, 'tmp'), 0o1777);
  const targets: string[] = [];
  for (const { source, target } of mounted) {
    const path = normalize(target);
    if (!targets.some((above) => path.startsWith(above))) {
      if (statSync(source).isDirectory()) makeFolder(root, path);
      else makeFile(root, path);
    }
    targets.push(`${path}/`);
  }
}
function makeFile(root: string, path: string): void {
  makeFolder(root, dirname(path));
  const here = join(root, path);
  if (lookAt(here)?.isFile()) return;
  rmSync(here, { recursive: true, force: true });
  writeFileSync(here, '', { mode: 0o644 });
}
