import {
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Alias,
  type Document,
  type Node,
  type Pair,
  type Tags,
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import type { FoundAt, Report } from '../findings/report.ts';
import { indented } from './indented.ts';

/** A place in a definition: keys and positions from the top, `['phases', 0, 'end']`. */
export type Path = readonly (string | number)[];
/** `['phases', 0, 'end']` as `phases[0].end`. */
export const pathText = (path: Path): string =>
  path.map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`)).join('');

/** A parsed text that still knows where everything stood. */
export interface YamlDocument {
  file: string;
  raw: unknown;
  /** Where a value stands, or its key when `onKey`; for a path that isn't there, the nearest thing above it that is. */
  place(path: Path, onKey?: boolean): FoundAt;
  /** A scalar exactly as written, "1.10" for a number 1.1; null when the path is no scalar. */
  written(path: Path): { text: string; isQuoted: boolean } | null;
}

// An alias may repeat a block, it may not multiply until the memory is full ("billion laughs").
const MAX_ALIASES = 1000;

/** PyYAML's: no y, n, Y, N; and no timestamps, whose writing says more than their value. */
function pyYamlTags(tags: Tags): Tags {
  return tags.flatMap((tag): Tags => {
    if (typeof tag === 'string' || tag.tag === 'tag:yaml.org,2002:timestamp') return typeof tag === 'string' ? [tag] : [];
    if (tag.tag !== 'tag:yaml.org,2002:bool' || !('test' in tag)) return [tag];
    return [
      {
        ...tag,
        test: tag.test?.test('y') ? /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/ : /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/,
      } as typeof tag,
    ];
  });
}

const indexes = new WeakMap<YAMLMap, Map<string, Pair>>();
/** The pair of a key: the last one, as in what was read. */
function pairOf(map: YAMLMap, step: string | number): Pair | undefined {
  let index = indexes.get(map);
  if (!index) {
    index = new Map(map.items.flatMap((pair) => (isPair(pair) && isScalar(pair.key) ? [[String(pair.key.value), pair]] : [])));
    indexes.set(map, index);
  }
  return index.get(String(step));
}

/** The nodes on the way to a path, aliases followed: as far as it goes. */
function way(document: Document, path: Path): { node: Node; key: Node | null }[] {
  const follow = (node: unknown): Node | null => (isAlias(node) ? (node.resolve(document) ?? null) : (node as Node | null));
  const found: { node: Node; key: Node | null }[] = [];
  let node = follow(document.contents);
  let key: Node | null = null;
  for (let depth = 0; node !== null; depth++) {
    found.push({ node, key });
    const step = path[depth];
    if (step === undefined) break;
    const pair = isMap(node) ? pairOf(node, step) : undefined;
    key = (pair?.key as Node | undefined) ?? null;
    node = follow(pair ? pair.value : isSeq(node) ? node.items[Number(step)] : null);
    if (node === null && key !== null) found.push({ node: key, key });
  }
  return found;
}

function reportSyntax(error: YAMLError, place: FoundAt, report: Report): void {
  const what = error.message.split('\n')[0] ?? '';
  if (error.code === 'TAB_AS_INDENT') report.add('yaml-tab', place);
  else if (/mappings? (is|are) not allowed|implicit keys? need/i.test(what) && error.code !== 'MISSING_CHAR')
    report.add('yaml-colon', place);
  else report.add('yaml-syntax', place, { what });
}

const anchorOf = (node: unknown): string | undefined => (isNode(node) && 'anchor' in node ? node.anchor : undefined);

/** The first alias that names nothing that ended before it, which no reader can do anything with. */
function unknownAlias(document: Document): Alias | null {
  const anchors = new Set<string>();
  const unknown: Alias[] = [];
  visit(document, (_key, node, above) => {
    if (isAlias(node) && (!anchors.has(node.source) || above.some((parent) => anchorOf(parent) === node.source))) {
      unknown.push(node);
      return visit.BREAK;
    }
    const anchor = anchorOf(node);
    if (anchor !== undefined) anchors.add(anchor);
    return undefined;
  });
  return unknown[0] ?? null;
}

function reportDuplicates(document: Document, at: (offset: number) => FoundAt, report: Report): void {
  visit(document, {
    Map: (_key, { items }) => {
      const seen = new Set<string>();
      for (const { key } of items) {
        if (!isScalar(key) || key.value === '<<') continue;
        const name = String(key.value);
        if (seen.has(name)) report.add('yaml-duplicate-key', at(key.range?.[0] ?? 0), { key: name });
        seen.add(name);
      }
    },
  });
}

interface Parsed {
  document: Document.Parsed;
  at: (offset: number) => FoundAt;
}
function parseText(text: string, file: string, column: (line: number, column: number) => number): Parsed {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter,
    prettyErrors: false,
    version: '1.1',
    merge: true,
    uniqueKeys: false,
    logLevel: 'error',
    customTags: pyYamlTags,
  });
  const at = (offset: number): FoundAt => {
    const { line, col } = lineCounter.linePos(offset);
    return { file, line: Math.max(1, line), column: column(Math.max(1, line), Math.max(1, col)) };
  };
  return { document, at };
}

/** As the specification has it, else as PyYAML has it; what is wrong with the former when both fail. */
function parseLeniently(text: string, file: string): Parsed {
  const strict = parseText(text, file, (_line, column) => column);
  if (strict.document.errors.length === 0) return strict;
  const moved = indented(text);
  const lenient = parseText(moved.text, file, moved.column);
  return lenient.document.errors.length === 0 ? lenient : strict;
}

/**
 * Parses YAML as the platforms that read these files do (PyYAML's safe loader: YAML 1.1, merge keys, the last of two equal keys), but leaves dates
 * as the text that was written. JSON is read as well. Null when it can't be relied on: then the report says why and where. Never throws.
 */
export function parseYaml(text: string, file: string, report: Report): YamlDocument | null {
  try {
    return parse(text, file, report);
  } catch (error) {
    // The parser gives up by throwing on too many aliases and, deep in recursion, on texts made to break it.
    if (error instanceof ReferenceError) report.add('yaml-aliases', { file });
    else report.add('yaml-syntax', { file }, { what: error instanceof RangeError ? 'too deeply nested' : 'not readable' });
    return null;
  }
}

function parse(text: string, file: string, report: Report): YamlDocument | null {
  const { document, at } = parseLeniently(text.replace(/^\uFEFF/, ''), file);
  // What follows a first error is guessed from it.
  const [broken] = document.errors;
  if (broken) reportSyntax(broken, at(broken.pos[0]), report);
  const tags = document.warnings.filter(({ code }) => code === 'TAG_RESOLVE_FAILED');
  for (const tag of tags) report.add('yaml-tag', at(tag.pos[0]), { tag: /: (\S+)/.exec(tag.message)?.[1] ?? '!' });
  const alias = unknownAlias(document);
  if (alias && !broken) report.add('yaml-syntax', at(alias.range?.[0] ?? 0), { what: `*${alias.source} is not defined before it` });
  if (broken || alias || tags.length > 0) return null;
  reportDuplicates(document, at, report);
  return located(document, at, file);
}

function located(document: Document.Parsed, at: Parsed['at'], file: string): YamlDocument {
  return {
    file,
    raw: document.toJS({ maxAliasCount: MAX_ALIASES }) as unknown,
    place: (path, onKey = false) => {
      const nodes = way(document, path);
      const last = nodes.at(-1);
      const isThere = nodes.length === path.length + 1;
      const node = last && (onKey || !isThere ? (last.key ?? last.node) : last.node);
      return { ...at(node?.range?.[0] ?? 0), path: pathText(path) };
    },
    written: (path) => {
      const nodes = way(document, path);
      const node = nodes.at(-1)?.node;
      if (nodes.length !== path.length + 1 || !isScalar(node) || node.source === undefined) return null;
      return { text: node.source, isQuoted: node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE' };
    },
  };
}
