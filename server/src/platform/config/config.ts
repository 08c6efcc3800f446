import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import { readTrustedProxies, TRUST_PROXY_FORM } from './trusted-proxies.ts';

const int = (fallback: number, min = 1, max = Number.MAX_SAFE_INTEGER) => z.coerce.number().int().min(min).max(max).default(fallback);
const url = (protocols: string[]) => z.string().refine((value) => protocols.some((p) => value.startsWith(`${p}://`)), `must begin with ${protocols.map((p) => `${p}://`).join(' or ')}`);
/** Databases have addresses that URL does not know (`@/name?host=/socket`); ours is one that browsers know. */
const webUrl = () => z.string().refine((value) => URL.canParse(value) && /^https?:\/\//.test(value), 'must be an address that begins with http:// or https://');

const trustProxy = z.string().default('false').transform((text, context) => {
  const read = readTrustedProxies(text);
  if (read !== null) return read;
  context.addIssue({ code: 'custom', message: `must be one of these. ${TRUST_PROXY_FORM}` });
  return z.NEVER;
});

/** Every variable the system reads, once. `.env.example` is made from it. */
export const ConfigSchema = z.object({
  GAC_MODE: z.enum(['demo', 'production']).default('demo').describe('demo: demo accounts allowed; production: refuses demo accounts, test switches and default secrets'),
  HOST: z.string().default('0.0.0.0').describe('Address the API listens on'),
  PORT: int(3000, 0, 65535).describe('Port the API listens on'),
  OPERATIONS_PORT: z.coerce.number().int().min(0).max(65535).optional().describe('Port on which a worker answers /api/health and /api/metrics; none: it listens nowhere'),
  PUBLIC_URL: webUrl().optional().describe('The address people use, e.g. https://challenge.example; decides secure cookies and HSTS'),
  TRUST_PROXY: trustProxy.describe(`Whose X-Forwarded-* is believed. ${TRUST_PROXY_FORM}`),
  GAC_DATA: z.string().min(1).default('.data').describe('Data folder: artifacts, uploads under way'),
  DATABASE_URL: url(['postgres', 'postgresql']).describe('PostgreSQL 14 or newer'),
  DATABASE_POOL: int(12, 6, 200).describe('Connections a process may hold; each periodic work under way takes one beside the one it works with'),
  REDIS_URL: url(['redis', 'rediss']).optional().describe('Queue on Redis instead of PostgreSQL'),
  WORKERS: int(availableParallelism(), 1, 256).describe('Evaluation slots of a worker process; default: the cores'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info').describe('Least level that is logged'),
  METRICS_TOKEN: z.string().min(24).optional().describe('Lets a scraper on another machine read /api/metrics: Authorization: Bearer ...; 24 characters or more. Without it only this machine may'),
  SESSION_SECRET: z.string().min(32).optional().describe('Signs session cookies; 32 characters or more; required in production'),
  SESSION_TTL_HOURS: int(24 * 14, 1).describe('A session ends after so many hours without use'),
  STORAGE: z.enum(['disk', 's3']).default('disk').describe('Where artifacts are kept'),
  S3_ENDPOINT: webUrl().optional().describe('S3-compatible endpoint'),
  S3_REGION: z.string().default('us-east-1').describe('S3 region'),
  S3_BUCKET: z.string().min(3).optional().describe('S3 bucket'),
  S3_ACCESS_KEY_ID: z.string().optional().describe('S3 access key'),
  S3_SECRET_ACCESS_KEY: z.string().optional().describe('S3 secret key'),
  S3_CACHE_BYTES: int(10 * 1024 ** 3).describe('Local copies of S3 artifacts that nobody uses are dropped past this total'),
  UPLOAD_MAX_BYTES: int(5 * 1024 ** 3).describe('Largest upload; a challenge may ask for less'),
  UPLOAD_TTL_HOURS: int(48).describe('An upload that was not submitted is removed after so many hours'),
  UPLOAD_WAITING_BYTES: int(10 * 1024 ** 3).describe('Bytes an account may have uploaded, or begun to upload, and not submitted'),
  IMAGE_UPLOAD_BYTES: int(4 * 1024 ** 3).describe('Largest archive of a container image; UPLOAD_MAX_BYTES holds for it too'),
  IMAGE_MAX_BYTES: int(8 * 1024 ** 3).describe('Largest container image, unpacked'),
  IMAGE_MAX_FILES: int(200_000).describe('Most files and folders of a container image'),
  IMAGE_UNPACK_MS: int(600_000, 1000).describe('Longest time that unpacking a container image may take'),
  IMAGE_CACHE_BYTES: int(20 * 1024 ** 3).describe('Unpacked container images kept for the next evaluation; past this total those that nobody uses go, the least recently used first'),
  IMPORT_MAX_BYTES: int(2 * 1024 ** 3).describe('Largest archive that an organizer may upload to import it'),
  IMPORT_UNPACKED_BYTES: int(20 * 1024 ** 3).describe('Bytes of an archive after it is unpacked'),
  IMPORT_FILES: int(100_000).describe('Files and folders in an archive that is imported'),
  IMPORT_READ_MS: int(600_000, 1000).describe('Longest time that reading an archive may take'),
  IMPORT_TTL_HOURS: int(24 * 7, 2).describe('An import that did not become a challenge is removed after so many hours'),
  IMPORT_OPEN: int(50).describe('Imports that a person may have which did not become a challenge'),
  LEASE_MS: int(30_000, 1000).describe('A worker that is silent for so long loses its evaluation'),
  RECONCILE_MS: int(20_000, 500, 60_000).describe('How often the reconciler compares the database with the queue'),
  RERUN_MS: int(600_000, 500).describe('How long after a fault of ours a submission is run again by itself'),
  MAX_RERUNS: int(3, 0, 20).describe('How often a submission is run again by itself after faults of ours'),
  STATE_DEADLINE_MS: int(6 * 3_600_000, 1000).describe('Longest time an evaluation may wait in one state before it fails as PLATFORM_FAULT'),
  MAX_ATTEMPTS: int(3, 1, 20).describe('Attempts at an evaluation before it fails as PLATFORM_FAULT'),
  SCORE_WALL_MS: int(120_000, 1000).describe('Wall clock limit of one scoring'),
  SCORE_MEMORY_BYTES: int(1024 ** 3, 128 * 1024 ** 2).describe('Memory limit of one scoring child'),
  SANDBOX_DRIVER: z.enum(['bubblewrap', 'oci', 'unsafe-process', 'off']).default('bubblewrap').describe('What runs programs: bubblewrap, oci (crun, runc or runsc), unsafe-process (confines nothing: tests only, refused in production), or off'),
  SANDBOX_OCI_RUNTIME: z.string().min(1).optional().describe('For SANDBOX_DRIVER=oci: crun, runc, runsc, or the path of one; default runc'),
  SANDBOX_SLOTS: int(Math.max(2, availableParallelism()), 2, 256).describe('Programs at once; two that must run at the same time need two. Default: the cores'),
  GAC_CGROUP: z.string().min(1).optional().describe('Control group for programs, relative to the mount; default: /gac, or the one delegated to this process'),
  SCORER_DIR: z.string().optional().describe('Folder of the built scoring engine; default: beside the running program'),
  RATE_LIMIT_PER_MINUTE: int(1200).describe('Requests a minute from one account, or from one address (IPv6: one /64) where nobody is signed in; pages are counted apart, by address'),
  RATE_LIMIT_SIGN_IN_PER_MINUTE: int(20).describe('Sign-ins and registrations a minute from one address'),
  SSE_HEARTBEAT_MS: int(15_000, 100).describe('Comment line that keeps proxies from closing live streams'),
  SSE_PER_ADDRESS: int(500, 1).describe('Live streams that one address (IPv6: one /64) may hold open in a process'),
  CLOCK: z.enum(['system', 'settable']).default('system').describe('settable: tests and the demo seed only; refused in production'),
  WEB_DIR: z.string().optional().describe('Folder of the web app with its dist and dist-ssr; default: web beside server'),
});
type Raw = z.output<typeof ConfigSchema>;
export type AppConfig = Readonly<Raw>;
export const CONFIG = Symbol('config');

/** Rules over several variables; each names the variable to mend. */
function crossChecks(config: Raw): string[] {
  const problems: string[] = [];
  if (config.STORAGE === 's3') for (const key of ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const) if (!config[key]) problems.push(`${key}: needed when STORAGE=s3`);
  if (config.GAC_MODE === 'production') {
    if (!config.SESSION_SECRET) problems.push('SESSION_SECRET: needed in production (32 random characters or more)');
    if (config.SESSION_SECRET && new Set(config.SESSION_SECRET).size < 10) problems.push('SESSION_SECRET: looks like a default, use random characters');
    if (!config.PUBLIC_URL) problems.push('PUBLIC_URL: needed in production');
    if (config.SANDBOX_DRIVER === 'unsafe-process') problems.push('SANDBOX_DRIVER: unsafe-process confines nothing and is refused in production');
    if (config.CLOCK !== 'system') problems.push('CLOCK: only the system clock is allowed in production');
  }
  return problems;
}

export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The configuration has ${String(problems.length)} problem(s):\n${problems.map((p) => `  - ${p}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/** The typed configuration, or a ConfigError that names every bad variable at once and never a value. An empty variable is an unset one: compose files pass `${X:-}`. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): AppConfig {
  const read: Record<string, unknown> = {};
  const bad = new Map<string, string[]>();
  for (const [key, schema] of Object.entries(ConfigSchema.shape)) {
    const parsed = schema.safeParse(env[key] === '' ? undefined : env[key]);
    if (parsed.success) read[key] = parsed.data;
    else bad.set(key, parsed.error.issues.map((issue) => `${key}: ${issue.message}`));
  }
  // Asked of what could be read too, so that nobody mends one variable only to hear of the next.
  const crossed = crossChecks(read as Raw).filter((problem) => !bad.has(problem.slice(0, problem.indexOf(':'))));
  const problems = [...[...bad.values()].flat(), ...crossed];
  if (problems.length > 0) throw new ConfigError(problems);
  // Absolute from here on: processes that are started elsewhere are told of folders in it.
  return Object.freeze({ ...(read as Raw), GAC_DATA: resolve((read as Raw).GAC_DATA) });
}

/** The text of `.env.example`. */
export function envExample(): string {
  const lines = ['# Made by `pnpm gen` from server/src/platform/config/config.ts. Every variable with its default.', ''];
  const machineDependent = new Set(['WORKERS', 'SANDBOX_SLOTS']);
  for (const [key, schema] of Object.entries(ConfigSchema.shape)) {
    const fallback = schema.safeParse(undefined);
    const value = fallback.success && fallback.data !== undefined && !machineDependent.has(key) ? String(fallback.data) : '';
    lines.push(`# ${schema.description ?? ''}`, `${key === 'DATABASE_URL' ? '' : '# '}${key}=${key === 'DATABASE_URL' ? 'postgres://gac@127.0.0.1:5432/gac' : value}`, '');
  }
  return lines.join('\n');
}
