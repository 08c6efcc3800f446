import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { chmod, mkdir, realpath, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Sha256 } from '@gac/shared/values';
import { aptCommand, PYTHON, PYTHON_PACKAGES } from './declared.ts';
import { DRIVER_BASE } from './drivers/driver-base.ts';
import { EVALAI_DRIVER } from './drivers/evalai.ts';
import { HUGGINGFACE_DRIVER } from './drivers/huggingface.ts';
import { KAGGLE_DRIVER } from './drivers/kaggle.ts';
import { SITE_CUSTOMIZATION } from './site-customization.ts';

export type RuntimeName = 'python' | 'node';
export interface RuntimeRecord {
  name: RuntimeName;
  version: string;
  /** Sorted by name. */
  packages: readonly { name: string; version: string }[];
  /** Over all of the above and our own files in it: equal digests, equal runtimes. */
  sha256: Sha256;
}
export interface RuntimeProblem {
  code: 'packages-missing' | 'python-missing';
  packages: readonly string[];
  /** The command to run, as root. */
  remedy: string;
}
export interface Runtime {
  record: RuntimeRecord;
  /** Read-only, beside the host's /usr that the sandbox shows. */
  mounts: readonly { source: string; target: string }[];
  env: Readonly<Record<string, string>>;
  /** Programs run all the same; those that need what is missing fail. */
  problems: readonly RuntimeProblem[];
}
export type Runtimes = Readonly<Record<RuntimeName, Runtime>>;

const run = promisify(execFile);
/** Inside the sandbox. */
const HOME = '/opt/gac';
const PATH = '/usr/bin:/bin';

/** Files of ours that every program finds. */
const FILES = {
  'etc/hosts': '127.0.0.1 localhost job\n::1 localhost\n',
  'etc/nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files\n',
  'site/sitecustomize.py': SITE_CUSTOMIZATION,
  'drivers/gac_driver.py': DRIVER_BASE,
  'drivers/gac_evalai.py': EVALAI_DRIVER,
  'drivers/gac_kaggle.py': KAGGLE_DRIVER,
  'drivers/gac_huggingface.py': HUGGINGFACE_DRIVER,
} as const;

/**
 * The declared runtimes as this machine has them. `folder` is the caller's, new and reachable by other users of the machine: it gets the files
 * that jobs mount, and must stay as long as jobs run.
 */
export async function openRuntimes(folder: string): Promise<Runtimes> {
  await writeFiles(folder);
  const [python, node] = await Promise.all([describePython(), describeNode()]);
  const etc = ['hosts', 'nsswitch.conf'].map((name) => ({ source: join(folder, 'etc', name), target: `/etc/${name}` }));
  const shared = [...etc, ...['bin', 'drivers', 'site'].map((name) => ({ source: join(folder, name), target: `${HOME}/${name}` }))];
  const env = {
    PATH: `${HOME}/bin:${PATH}`,
    PYTHONPATH: `${HOME}/site`,
    PYTHONUNBUFFERED: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    // The order of sets of text is the same in every run: a score can be computed again.
    PYTHONHASHSEED: '0',
    MPLBACKEND: 'Agg',
    MPLCONFIGDIR: '/tmp/.matplotlib',
    NUMBA_CACHE_DIR: '/tmp/.numba',
  };
  return {
    python: { ...python, mounts: shared, env },
    node: { ...node, mounts: [...shared, ...node.mounts], env: { ...env, PATH: `${HOME}/node/bin:${env.PATH}` } },
  };
}

/** The runtime that a command asks for by its first word. */
export const runtimeOf = (argv: readonly string[]): RuntimeName => (/(^|\/)node(js)?$/.test(argv[0] ?? '') ? 'node' : 'python');

async function writeFiles(folder: string): Promise<void> {
  await mkdir(join(folder, 'bin'), { recursive: true });
  await Promise.all(['python', 'python3'].map((name) => symlink(PYTHON, join(folder, 'bin', name))));
  for (const [name, text] of Object.entries(FILES)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    await chmod(path, 0o644);
  }
  for (const path of ['', 'bin', 'drivers', 'etc', 'site']) await chmod(join(folder, path), 0o755);
}

type Described = Pick<Runtime, 'record' | 'mounts' | 'problems'>;

async function describePython(): Promise<Described> {
  const version = await firstLine(PYTHON, ['--version']);
  const installed = await debianVersions(PYTHON_PACKAGES);
  const missing = PYTHON_PACKAGES.filter((name) => !installed.has(name));
  const problems: RuntimeProblem[] = [];
  if (version === null) problems.push({ code: 'python-missing', packages: ['python3'], remedy: aptCommand(['python3', ...missing]) });
  else if (missing.length > 0) problems.push({ code: 'packages-missing', packages: missing, remedy: aptCommand(missing) });
  return { record: recordOf('python', version?.replace(/^Python /, '') ?? 'none', installed), mounts: [], problems };
}

async function describeNode(): Promise<Described> {
  const binary = await realpath(process.execPath);
  const { node, ...parts } = process.versions;
  const packages = new Map(Object.entries(parts).flatMap(([name, version]) => (version === undefined ? [] : [[name, version]])));
  const mounts = [binary, ...(await librariesOf(binary))].map((source) => ({
    source,
    target: source === binary ? `${HOME}/node/bin/node` : source,
  }));
  return { record: recordOf('node', node, packages), mounts, problems: [] };
}

function recordOf(name: RuntimeName, version: string, versions: ReadonlyMap<string, string>): RuntimeRecord {
  const packages = [...versions].map(([key, value]) => ({ name: key, version: value })).sort((a, b) => (a.name < b.name ? -1 : 1));
  const sha256 = createHash('sha256')
    .update(JSON.stringify([name, version, packages, FILES]))
    .digest('hex') as Sha256;
  return { name, version, packages, sha256 };
}

/** Versions of the installed ones, from Debian's package database; none where the system has no such thing. */
async function debianVersions(packages: readonly string[]): Promise<Map<string, string>> {
  const listed = await spoken('dpkg-query', ['-W', '-f', '${Package}\t${Version}\t${db:Status-Status}\n', ...packages]);
  const rows = listed.split('\n').map((line) => line.split('\t'));
  return new Map(rows.flatMap(([name, version, status]) => (name && version && status === 'installed' ? [[name, version] as const] : [])));
}

/** Shared libraries that stand where no sandbox shows them. */
async function librariesOf(binary: string): Promise<string[]> {
  const listed = await spoken('ldd', [binary]);
  const paths = [...listed.matchAll(/=> (\/\S+)/g)].map(([, path = '']) => path);
  return paths.filter((path) => !/^\/(usr|lib|lib64)\//.test(path));
}

/** What a command printed, even when it failed in part; empty when it can't be run. */
async function spoken(command: string, args: readonly string[]): Promise<string> {
  try {
    return (await run(command, args, { env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' } })).stdout;
  } catch (error) {
    return (error as { stdout?: string }).stdout ?? '';
  }
}
async function firstLine(command: string, args: readonly string[]): Promise<string | null> {
  return (await spoken(command, args)).split('\n')[0]?.trim() || null;
}
