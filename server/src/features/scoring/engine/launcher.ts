import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sharedPackage } from './shared-package.ts';

/** How a child is kept from the network by the operating system. The first that works on this machine is used. */
export interface Fence {
  label: string;
  prefix: readonly string[];
}
const FENCES: Partial<Record<NodeJS.Platform, readonly Fence[]>> = {
  linux: [
    { label: 'netns', prefix: ['/usr/bin/unshare', '--net', '--'] },
    { label: 'userns+netns', prefix: ['/usr/bin/unshare', '--user', '--map-root-user', '--net', '--'] },
  ],
  darwin: [{ label: 'seatbelt', prefix: ['/usr/bin/sandbox-exec', '-p', '(version 1)(allow default)(deny network*)'] }],
};
const UNFENCED: Fence = { label: 'no-os-fence', prefix: [] };
const READY_MS = 15_000;

export interface LaunchOptions {
  /** Folder with the built `child.js` and `lockdown.js`. */
  engineDir: string;
  /** The program to run, by default `child.js` of the engine. */
  entry?: string;
  /** Data folders the child may read, with all below them. */
  readPaths: readonly string[];
  /** Folders the child may write to, with all below them; none for those that only answer. */
  writePaths?: readonly string[];
  /** Whether it needs the packages that the engine is installed with. */
  packages?: boolean;
  /** Limit of V8's heap. */
  heapBytes: number;
  /** Start nothing that the operating system does not keep from the network. */
  fenced?: boolean;
  /** Default: those known for this platform, strongest first. */
  fences?: readonly Fence[];
}

/** The files and folders of code a child loads: the engine, the shared package, and the package files Node reads on the way. */
function codePaths(engineDir: string): string[] {
  const sharedRoot = sharedPackage(engineDir);
  const paths = [join(engineDir, '*'), join(sharedRoot, 'package.json'), join(sharedRoot, 'dist', '*')];
  for (let folder = engineDir; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) paths.push(join(folder, 'package.json'));
    if (existsSync(join(folder, 'node_modules/@gac/shared'))) return [...paths, join(folder, 'node_modules/@gac/shared', '*')];
  }
  return paths;
}

/** The folders of installed packages that Node looks in from the engine and from the shared package, and where the package manager really keeps them. */
function packagePaths(engineDir: string): string[] {
  const above = (folder: string): string[] => (folder === dirname(folder) ? [folder] : [folder, ...above(dirname(folder))]);
  const folders = [...above(engineDir), ...above(sharedPackage(engineDir))].map((folder) => join(folder, 'node_modules'));
  return [...new Set(folders)].filter((folder) => existsSync(folder)).map((folder) => join(folder, '*'));
}

/** Both names of a path when a symbolic link is on the way: the permission model compares what is asked for, the loader asks for either. */
const withReal = (path: string): string[] => {
  const bare = path.replace(/\/\*$/, '');
  const real = existsSync(bare) ? realpathSync(bare) : bare;
  return real === bare ? [path] : [path, path.endsWith('/*') ? join(real, '*') : real];
};

/** Arguments of Node for a child: limited heap, read access to code and data only, no writing but to the folders named, no processes, no workers, no network. */
function childArguments(options: LaunchOptions): string[] {
  const permission = process.allowedNodeEnvironmentFlags.has('--permission') ? '--permission' : '--experimental-permission';
  // Each path once and folders only with their star: Node 20 aborts on a folder that is given both ways.
  const data = options.readPaths.map((path) => join(path, '*'));
  const packages = options.packages === true ? packagePaths(options.engineDir) : [];
  const readable = [...new Set([...codePaths(options.engineDir), ...packages, ...data].flatMap(withReal))];
  const writable = [...new Set((options.writePaths ?? []).map((path) => join(path, '*')).flatMap(withReal))];
  return [
    `--max-old-space-size=${Math.floor(options.heapBytes / 2 ** 20)}`,
    permission,
    '--no-warnings',
    ...readable.map((path) => `--allow-fs-read=${path}`),
    ...writable.map((path) => `--allow-fs-write=${path}`),
    '--import',
    pathToFileURL(join(options.engineDir, 'lockdown.js')).href,
    options.entry ?? join(options.engineDir, 'child.js'),
  ];
}

/** Starts children of one kind, behind the strongest fence this machine allows. */
export class Launcher {
  private fence: Fence | null = null;

  constructor(private readonly options: LaunchOptions) {}

  /** What truly holds, for the reproducibility record: `netns+permission+lockdown` and the like; `unknown` before the first start. */
  isolation(): string {
    return this.fence === null ? 'unknown' : `${this.fence.label}+permission+lockdown`;
  }

  /** Starts a child and waits until it is ready. Throws `ScorerUnavailable` when none can be started. */
  async start(): Promise<ChildProcess> {
    const fences = this.fence === null ? [...(this.options.fences ?? FENCES[process.platform] ?? []), ...(this.options.fenced === true ? [] : [UNFENCED])] : [this.fence];
    const reasons: string[] = [];
    for (const fence of fences) {
      const child = this.spawn(fence);
      const reason = await untilReady(child);
      if (reason === null) {
        this.fence = fence;
        return child;
      }
      reasons.push(`${fence.label}: ${reason}`);
    }
    throw new ScorerUnavailable(reasons.length === 0 ? `no fence is known for ${process.platform}` : reasons.join('; '));
  }

  private spawn(fence: Fence): ChildProcess {
    const [command, ...rest] = [...fence.prefix, process.execPath, ...childArguments(this.options)];
    return spawn(command ?? process.execPath, rest, { cwd: '/', env: {}, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  }
}

export class ScorerUnavailable extends Error {
  override readonly name = 'ScorerUnavailable';
}

/** Null when the child said it is ready, else why it will not be. A child that is not ready is killed. */
function untilReady(child: ChildProcess): Promise<string | null> {
  return new Promise((resolve) => {
    let complaint = '';
    const onStderr = (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-2000));
    const onMessage = () => settle(null);
    const onExit = (code: number | null, signal: string | null) => settle(`ended with ${String(signal ?? code)}: ${complaint.trim()}`);
    const timer = setTimeout(() => settle('not ready in time'), READY_MS);
    const settle = (reason: string | null) => {
      clearTimeout(timer);
      child.stderr?.off('data', onStderr);
      child.off('message', onMessage).off('exit', onExit);
      if (reason !== null) child.kill('SIGKILL');
      resolve(reason);
    };
    child.stderr?.on('data', onStderr);
    // Stays for the life of the child: an error nobody listens to would end this process.
    child.on('error', (error) => settle(error.message));
    child.on('message', onMessage).on('exit', onExit);
  });
}
