// Every path, link and script that the documents name exists; ARCHITECTURE.md stays readable in one sitting.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { filesUnder, isMain, root } from './repository.mjs';

const ARCHITECTURE_LINES = 200;
const tops = ['shared', 'server', 'web', 'cli', 'e2e', 'scripts', 'docs', 'docker', 'examples', '.ci'];

/** @param {string} heading @returns {string} the anchor that GitHub gives it */
const anchorOf = (heading) => heading.trim().toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');

/** @param {string} text @returns {Set<string>} */
function anchors(text) {
  return new Set([...text.matchAll(/^#{1,6}\s+(.+)$/gm)].map((match) => anchorOf(match[1] ?? '')));
}

/** @param {string} file @param {string} target @returns {string | null} what is wrong with a link */
function brokenLink(file, target) {
  if (/^[a-z]+:/i.test(target)) return null;
  const [path = '', anchor] = target.split('#');
  const full = path === '' ? file : normalize(join(dirname(file), decodeURI(path)));
  if (!existsSync(join(root, full))) return `links to ${target}, which does not exist`;
  if (anchor && full.endsWith('.md') && !anchors(readFileSync(join(root, full), 'utf8')).has(anchor)) return `links to ${target}, which has no such heading`;
  return null;
}

/**
 * @param {string} code @param {ReadonlySet<string>} fileNames of the whole repository
 * @returns {string | null} what is wrong with a path in backticks; null too for what is no path of ours
 */
function brokenPath(code, fileNames) {
  const path = code.replace(/:\d+$/, '').replace(/\/$/, '');
  // A path with a placeholder or a pattern stands for many.
  if (/[\s<>*{}$|,]|\.\.\./.test(path)) return null;
  const isThere = tops.some((top) => path.startsWith(`${top}/`)) ? existsSync(join(root, path)) : !/^[\w.-]+\.(md|json|ya?ml|mjs|cjs|ts|tsx)$/.test(path) || fileNames.has(path);
  return isThere ? null : `names \`${code}\`, which does not exist`;
}

/** @param {string} text @param {ReadonlySet<string>} scripts @returns {string[]} */
function unknownScripts(text, scripts) {
  const code = [...text.matchAll(/^```.*?^```|`[^`\n]+`/gms)].map(([part]) => part).join('\n');
  const named = [...code.matchAll(/\b(?:npm run|pnpm run|pnpm) ([a-z][a-z:-]*)/g)].map((match) => match[1] ?? '');
  return named.filter((name) => !scripts.has(name) && !['install', 'add', 'exec', 'dlx'].includes(name)).map((name) => `names the script ${name}, which package.json has not`);
}

/** @returns {string[]} what is wrong, one line each */
export function docsProblems() {
  const files = ['README.md', 'ARCHITECTURE.md', ...['docs', 'examples', 'docker'].flatMap(filesUnder).filter((file) => file.endsWith('.md'))];
  const scripts = new Set(Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts));
  const fileNames = new Set(['.', ...tops].flatMap((top) => (top === '.' ? readdirSync(root) : filesUnder(top).map((file) => basename(file)))));
  return files.flatMap((file) => {
    if (!existsSync(join(root, file))) return [`${file} is missing`];
    const text = readFileSync(join(root, file), 'utf8');
    const prose = text.replace(/^```.*?^```/gms, '');
    const found = [
      ...[...prose.matchAll(/!?\[[^\]]*\]\(<?([^)\s>]+)>?[^)]*\)/g)].map((match) => brokenLink(file, match[1] ?? '')),
      ...[...prose.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => brokenLink(file, match[1] ?? '')),
      ...[...prose.matchAll(/`([^`\n]+)`/g)].map((match) => brokenPath(match[1] ?? '', fileNames)),
      ...unknownScripts(text, scripts),
    ].filter((line) => line !== null);
    const lines = text.split('\n').length - 1;
    if (file === 'ARCHITECTURE.md' && lines > ARCHITECTURE_LINES) found.push(`has ${lines} lines; ${ARCHITECTURE_LINES} is the limit`);
    return found.map((line) => `${file} ${line}`);
  });
}

if (isMain(import.meta.url)) {
  const problems = docsProblems();
  for (const line of problems) console.error(line);
  process.exit(problems.length > 0 ? 1 : 0);
}
