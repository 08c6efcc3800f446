import { parseArgs, type ParseArgsConfig } from 'node:util';
import { LANGS, type Decision, type Lang, accept, refuse } from '@gac/shared/values';
import type { Misuse } from './refused.ts';

type OptionKind = 'text' | 'flag' | 'count';
const OPTIONS = {
  server: 'text', lang: 'text', json: 'flag', help: 'flag', version: 'flag',
  email: 'text', out: 'text', list: 'flag', force: 'flag', challenge: 'text', format: 'text', sample: 'text', phase: 'text',
  submission: 'text', task: 'text', annotation: 'text',
  kind: 'text', note: 'text', wait: 'flag', 'no-check': 'flag', top: 'count', board: 'text',
  group: 'text', metric: 'text', truth: 'text', predictions: 'text', id: 'text', target: 'text', prediction: 'text', weight: 'text', params: 'text', bootstrap: 'count', seed: 'count',
} as const satisfies Record<string, OptionKind>;
export type OptionName = keyof typeof OPTIONS;
const EVERYWHERE: readonly OptionName[] = ['server', 'lang', 'json', 'help', 'version'];

interface CommandShape {
  /** Names of its arguments; in brackets may be left out, with an ellipsis may come often. */
  takes: readonly string[];
  options: readonly OptionName[];
  /** Options it cannot do without. */
  needs?: readonly OptionName[];
}
export const COMMANDS = {
  login: { takes: [], options: ['email'] },
  logout: { takes: [], options: [] },
  whoami: { takes: [], options: [] },
  list: { takes: [], options: [] },
  data: { takes: ['SLUG', '[KEY…]'], options: ['out', 'list', 'force'] },
  check: { takes: ['FILE'], options: ['challenge', 'phase', 'kind', 'sample', 'format', 'id'] },
  submit: { takes: ['FILE'], needs: ['challenge'], options: ['challenge', 'phase', 'kind', 'note', 'wait', 'no-check'] },
  score: { takes: [], needs: ['metric', 'truth', 'predictions', 'id'], options: ['metric', 'truth', 'predictions', 'id', 'target', 'prediction', 'weight', 'group', 'params', 'bootstrap', 'seed'] },
  watch: { takes: ['SUBMISSION_ID'], options: [] },
  board: { takes: ['SLUG'], options: ['top', 'board'] },
  submissions: { takes: ['SLUG'], options: ['phase'] },
  'panel assign': { takes: ['FILE'], options: [] },
  'panel analyse': { takes: ['FILE'], options: [] },
  'panel pairwise': { takes: ['FILE'], options: [] },
  'awards match': { takes: ['FILE'], options: [] },
  'bundle check': { takes: ['ARCHIVE'], options: [] },
  'bundle run': { takes: ['ARCHIVE'], needs: ['submission'], options: ['submission', 'phase', 'task', 'annotation'] },
} as const satisfies Record<string, CommandShape>;
export type CommandName = keyof typeof COMMANDS;
export const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[];

export interface Invocation {
  command: CommandName;
  args: readonly string[];
  text(name: OptionName): string | undefined;
  flag(name: OptionName): boolean;
  count(name: OptionName): number | undefined;
}
export type Parsed = { kind: 'run'; run: Invocation } | { kind: 'help'; command: CommandName | null } | { kind: 'version' };
export interface Frame {
  lang: Lang;
  json: boolean;
}
type Values = Partial<Record<string, string | boolean>>;

const isCommand = (name: string): name is CommandName => Object.hasOwn(COMMANDS, name);
const shapeOf = (command: CommandName): CommandShape => COMMANDS[command];

const CONFIG: ParseArgsConfig['options'] = Object.fromEntries(
  Object.entries(OPTIONS).map(([name, kind]) => [name, { type: kind === 'flag' ? 'boolean' : 'string', ...(name === 'help' && { short: 'h' }) } as const]),
);

/** Korean when the computer speaks it (POSIX: LC_ALL before LC_MESSAGES before LANG), English otherwise. */
export function languageOf(env: Readonly<Record<string, string | undefined>>): Lang {
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value !== undefined && value !== '');
  return locale !== undefined && /^ko([_.@-]|$)/i.test(locale) ? 'ko' : 'en';
}

/** Language and form of the output, read leniently: they are needed to say what is wrong with the rest. */
export function frameOf(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Frame {
  const { values } = parseArgs({ args: [...argv], options: CONFIG, strict: false });
  const lang = LANGS.find((known) => known === values['lang']);
  return { lang: lang ?? languageOf(env), json: values['json'] === true };
}

/** The command that `argv` (without node and script) means, or what is wrong with it. */
export function readArguments(argv: readonly string[]): Decision<Parsed, Misuse> {
  const read = strictly(argv);
  if (!read.ok) return read;
  const { values, positionals } = read.value;
  const { name, args } = named(positionals);
  if (name !== undefined && !isCommand(name)) return refuse({ code: 'unknown-command', what: name });
  if (values['version'] === true) return accept({ kind: 'version' });
  if (values['help'] === true) return accept({ kind: 'help', command: name ?? null });
  if (name === undefined) return refuse({ code: 'no-command', what: '' });
  const wrong = wrongOption(name, values) ?? wrongCount(name, args) ?? wrongTogether(name, values);
  if (wrong) return refuse(wrong);
  return accept({ kind: 'run', run: invocation(name, args, values) });
}

const TWO_WORDS = new Set(COMMAND_NAMES.filter((name) => name.includes(' ')).map((name) => name.split(' ')[0]));
/** The command's name is one word, or two for those about bundles, panels and awards. */
function named(positionals: readonly string[]): { name: string | undefined; args: string[] } {
  const words = TWO_WORDS.has(positionals[0]) ? 2 : 1;
  return { name: positionals.length === 0 ? undefined : positionals.slice(0, words).join(' '), args: positionals.slice(words) };
}

function strictly(argv: readonly string[]): Decision<{ values: Values; positionals: string[] }, Misuse> {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options: CONFIG, strict: true, allowPositionals: true });
    return accept({ values, positionals });
  } catch (error) {
    const { code = '', message = '' } = error as { code?: string; message?: string };
    const option = /'(-[^' ]*)/.exec(message)?.[1] ?? message;
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return refuse({ code: 'unknown-option', what: option });
    return refuse({ code: 'missing-value', what: /--[\w-]+/.exec(message)?.[0] ?? option });
  }
}

/** Options whose value is a number. */
const SHAPES: readonly (readonly [OptionName, RegExp])[] = [['top', /^[1-9]\d{0,5}$/], ['task', /^\d{1,6}$/], ['bootstrap', /^[1-9]\d{0,4}$/], ['seed', /^\d{1,9}$/]];

function wrongOption(command: CommandName, values: Values): Misuse | null {
  const allowed = new Set<string>([...EVERYWHERE, ...shapeOf(command).options]);
  const stray = Object.keys(values).find((name) => !allowed.has(name));
  if (stray !== undefined) return { code: 'option-not-for-command', what: `--${stray}` };
  const { lang } = values;
  for (const [name, shape] of SHAPES) {
    const value = values[name];
    if (value !== undefined && !shape.test(String(value))) return { code: 'bad-value', what: `--${name} ${String(value)}` };
  }
  if (lang !== undefined && !LANGS.some((known) => known === lang)) return { code: 'bad-value', what: `--lang ${String(lang)}` };
  return null;
}

function wrongCount(command: CommandName, args: readonly string[]): Misuse | null {
  const { takes } = shapeOf(command);
  const missing = takes.filter((name) => !name.startsWith('['))[args.length];
  if (missing !== undefined) return { code: 'missing-argument', what: missing };
  const extra = args[takes.length];
  return extra !== undefined && !takes.some((name) => name.includes('…')) ? { code: 'too-many-arguments', what: extra } : null;
}

function wrongTogether(command: CommandName, values: Values): Misuse | null {
  const missing = shapeOf(command).needs?.find((name) => values[name] === undefined);
  if (missing !== undefined) return { code: 'missing-argument', what: `--${missing} ${VALUE_NAMES[missing] ?? ''}` };
  const { challenge, format, sample } = values;
  const definitions = [challenge, format].filter((value) => value !== undefined).length;
  if (command === 'check' && (definitions > 1 || (definitions === 0 && sample === undefined))) return { code: 'missing-argument', what: '--challenge SLUG | --format FILE | --sample FILE' };
  return null;
}

function invocation(command: CommandName, args: readonly string[], values: Values): Invocation {
  const text = (name: OptionName): string | undefined => (typeof values[name] === 'string' ? values[name] : undefined);
  const count = (name: OptionName): number | undefined => (text(name) === undefined ? undefined : Number(text(name)));
  return { command, args, text, flag: (name) => values[name] === true, count };
}

export const DEFAULT_SERVER = 'http://127.0.0.1:3000';
/** The server's origin from --server, GAC_SERVER or the default. */
export function serverOf(option: string | undefined, env: Readonly<Record<string, string | undefined>>): Decision<string, Misuse> {
  const said = option ?? (env['GAC_SERVER'] || DEFAULT_SERVER);
  const url = URL.canParse(said) ? new URL(said) : null;
  return url && /^https?:$/.test(url.protocol) ? accept(url.origin) : refuse({ code: 'bad-value', what: `--server ${said}` });
}

/** One line of usage. */
export function usageOf(command: CommandName): string {
  const { takes, options, needs } = shapeOf(command);
  const words = options.map((name) => {
    const word = OPTIONS[name] === 'flag' ? `--${name}` : `--${name} ${VALUE_NAMES[name] ?? name.toUpperCase()}`;
    return needs?.includes(name) ? word : `[${word}]`;
  });
  return ['gac', command, ...takes, ...words].join(' ');
}
const VALUE_NAMES: Partial<Record<OptionName, string>> = { out: 'DIR', challenge: 'SLUG', phase: 'KEY', sample: 'FILE', format: 'FILE', note: 'TEXT', top: 'N', board: 'KEY', email: 'E', submission: 'FILE|solution:INDEX', task: 'INDEX', annotation: 'FILE', metric: 'KEY[,KEY…]', truth: 'FILE', predictions: 'FILE', id: 'COL[,COL…]', target: 'COL', prediction: 'COL[,COL…]', weight: 'COL', group: 'COL', params: 'JSON', bootstrap: 'N', seed: 'S' };
