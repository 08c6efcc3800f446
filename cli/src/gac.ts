import { describeFinding } from '@gac/shared/scoring/finding-texts';
import { FINDING_CODES, type Finding } from '@gac/shared/scoring/findings';
import type { ProblemBody } from '@gac/shared/problems';
import type { Lang } from '@gac/shared/values';
import { Api } from './api/api.ts';
import { COMMAND_NAMES, frameOf, readArguments, serverOf, usageOf, type CommandName, type Frame, type Invocation } from './arguments.ts';
import { speaking, type Command } from './context.ts';
import { displayWidth, jsonDocument, printable } from './layout.ts';
import type { Machine } from './machine.ts';
import { MESSAGES, type Messages } from './messages.ts';
import { Misused, Refused, type Misuse } from './refused.ts';
import { SessionFile } from './session-file.ts';

/** Each is loaded when it is asked for: most need the contract or the sandbox, which cost more to load than a small file to score. */
const RUN: Record<CommandName, () => Promise<Command>> = {
  login: async () => (await import('./commands/session.ts')).login,
  logout: async () => (await import('./commands/session.ts')).logout,
  whoami: async () => (await import('./commands/session.ts')).whoami,
  list: async () => (await import('./commands/list.ts')).list,
  data: async () => (await import('./commands/data.ts')).data,
  check: async () => (await import('./commands/check.ts')).check,
  submit: async () => (await import('./commands/submit.ts')).submit,
  score: async () => (await import('./commands/score.ts')).score,
  watch: async () => (await import('./commands/watch.ts')).watch,
  board: async () => (await import('./commands/board.ts')).board,
  submissions: async () => (await import('./commands/submissions.ts')).submissions,
  'bundle check': async () => (await import('./commands/bundle-check.ts')).bundleCheck,
  'bundle run': async () => (await import('./commands/bundle-run.ts')).bundleRun,
  'panel assign': async () => (await import('./commands/panel.ts')).panelAssign,
  'panel analyse': async () => (await import('./commands/panel.ts')).panelAnalyse,
  'panel pairwise': async () => (await import('./commands/panel.ts')).panelPairwise,
  'awards match': async () => (await import('./commands/awards.ts')).awardsMatch,
};

/** Runs `gac` with its arguments (without node and script). 0 done, 1 refused or failed, 2 the command is not right, or a file of no use. Bugs are thrown. */
export async function gac(argv: readonly string[], machine: Machine, version: string): Promise<0 | 1 | 2> {
  const frame = frameOf(argv, machine.env);
  const parsed = readArguments(argv);
  if (!parsed.ok) return misused(parsed.refusal, frame, machine);
  if (parsed.value.kind === 'version') machine.out(`gac ${version}\n`);
  if (parsed.value.kind === 'help') machine.out(`${helpLines(parsed.value.command, MESSAGES[frame.lang]).join('\n')}\n`);
  if (parsed.value.kind !== 'run') return 0;
  const { run } = parsed.value;
  const server = serverOf(run.text('server'), machine.env);
  return server.ok ? execute(run, frame, machine, server.value) : misused(server.refusal, frame, machine);
}

async function execute(run: Invocation, { lang, json }: Frame, machine: Machine, server: string): Promise<0 | 1 | 2> {
  const m = MESSAGES[lang];
  const say = speaking(machine, json);
  const api = new Api(server, lang, new SessionFile(machine), machine.fetch);
  try {
    const command = await RUN[run.command]();
    const { value, lines, exit = 0 } = await command({ run, machine, api, lang, m, ...say });
    say.progress(null);
    machine.out(json ? `${jsonDocument(value)}\n` : lines.map((line) => `${printable(line)}\n`).join(''));
    return exit;
  } catch (error) {
    say.progress(null);
    if (error instanceof Misused) return misused(error.misuse, { lang, json }, machine);
    if (!(error instanceof Refused)) throw error;
    if (json) machine.out(`${jsonDocument({ problem: documentOf(error, m) })}\n`);
    else
      machine.err(
        refusalLines(error, lang, m, server)
          .map((line) => `${printable(line)}\n`)
          .join(''),
      );
    return 1;
  }
}

function misused(misuse: Misuse, { lang, json }: Frame, machine: Machine): 2 {
  const m = MESSAGES[lang];
  const said = m.misuse[misuse.code](misuse.what);
  if (json) machine.out(`${jsonDocument({ misuse: { ...misuse, detail: said } })}\n`);
  else machine.err(`${printable(`gac: ${said}`)}\n${misuse.code === 'no-command' ? `${helpLines(null, m).join('\n')}\n` : 'gac --help\n'}`);
  return 2;
}

/** What --help says, of all commands or of one. */
export function helpLines(command: CommandName | null, m: Messages): string[] {
  const shown = command === null ? COMMAND_NAMES : [command];
  const usages = shown.map((name) => usageOf(name));
  const width = command === null ? Math.max(...COMMAND_NAMES.map((name) => displayWidth(name))) : 0;
  const list = command === null ? shown.map((name) => `  ${name.padEnd(width)}  ${m.about[name]}`) : [`  ${m.about[command]}`];
  return [`${m.usage}:`, ...usages.map((usage) => `  ${usage}`), '', ...list, '', m.everywhere, m.exits];
}

const documentOf = ({ refusal }: Refused, m: Messages): object =>
  refusal.kind === 'api' ? refusal.problem : { code: refusal.code, detail: m.refusal[refusal.code](refusal.what) };

/** What went wrong and what helps, a line each. */
export function refusalLines({ refusal }: Refused, lang: Lang, m: Messages, server: string): string[] {
  if (refusal.kind === 'local')
    return [m.refusal[refusal.code](refusal.status === null ? refusal.what : `${refusal.what} (${refusal.status})`)];
  const { problem } = refusal;
  if (problem.code === 'unauthenticated') return [problem.title, m.signInFirst];
  return [`${problem.title}. ${problem.detail}`, ...remedyLines(problem, lang, m, server)];
}

function remedyLines(problem: ProblemBody, lang: Lang, m: Messages, server: string): string[] {
  const page = (slug: string, name: string): string => `${server}/${lang}/c/${encodeURIComponent(slug)}/${name}`;
  if ('slug' in problem)
    return [problem.code === 'rules-outdated' ? m.see(page(problem.slug, 'rules')) : m.joinAt(page(problem.slug, 'join'))];
  if ('errors' in problem) return problem.errors.map(({ pointer, message }) => `  ${pointer} ${message}`);
  if ('finding' in problem && FINDING_CODES.some((code) => code === problem.finding.code)) {
    const { what, fix, hint } = describeFinding(problem.finding as Finding, lang);
    return [`  ${what} ${hint ?? fix}`];
  }
  return [];
}
