import { isMap, isPair, isScalar, LineCounter, parseDocument, type Document, type Node, type Pair } from 'yaml';
import { finding, type Finding, type Path } from '../domain/definition-problem.ts';

export interface Place {
  line: number;
  column: number;
}
/** A parsed YAML text that still knows where everything stood. */
export interface YamlSource {
  raw: unknown;
  findings: (Finding & { place: Place })[];
  /** False when the structure can't be relied on; the findings then say why and nothing else should be reported. */
  readable: boolean;
  /** Where a value stands, or its key when `onKey`; for a path that isn't there, the nearest thing above it that is. */
  place(path: Path, onKey?: boolean): Place;
  /** A scalar exactly as written, `1.0` for a number 1; null when the path isn't a scalar. */
  written(path: Path): string | null;
}
const MAX_CHARS = 1024 * 1024;
// An alias may repeat a block, it may not multiply until the memory is full ("billion laughs").
const MAX_ALIASES = 100;

function pairAt(node: unknown, step: string | number): Pair | null {
  if (!isMap(node)) return null;
  return node.items.find((pair) => isPair(pair) && isScalar(pair.key) && pair.key.value === step) ?? null;
}

/** The offset at which the value (or its key) of a path starts. */
function offsetOf(document: Document, path: Path, onKey: boolean): number {
  for (let depth = path.length; depth >= 0; depth--) {
    const whole = depth === path.length;
    const parent = document.getIn(path.slice(0, depth - 1), true);
    const pair = depth > 0 ? pairAt(parent, path[depth - 1] ?? '') : null;
    // A missing thing is reported at the key of what should hold it, which says more than the first line of its contents.
    if (pair && (onKey || !whole)) return (pair.key as Node).range?.[0] ?? 0;
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    const start = (node as Node | null | undefined)?.range?.[0];
    if (start !== undefined) return start;
    if (pair) return (pair.key as Node).range?.[0] ?? 0;
  }
  return 0;
}

/** Parses YAML 1.2 (core schema: a date stays the text that was written). Never throws. */
export function parseYaml(text: string): YamlSource {
  const lines = new LineCounter();
  const start: Place = { line: 1, column: 1 };
  const broken = (found: Finding, place: Place): YamlSource => ({
    raw: null,
    findings: [{ ...found, place }],
    readable: false,
    place: () => start,
    written: () => null,
  });
  if (text.length > MAX_CHARS)
    return broken(
      finding(
        'too-large',
        [],
        `정의 파일이 너무 큽니다(최대 ${MAX_CHARS}자).`,
        `The definition is too large (at most ${MAX_CHARS} characters).`,
      ),
      start,
    );
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, version: '1.2', schema: 'core', stringKeys: true });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const findings = [...document.errors, ...document.warnings].map((error) => {
    const duplicate = error.code === 'DUPLICATE_KEY';
    return {
      ...(duplicate
        ? finding('yaml-duplicate-key', [], '같은 키가 두 번 나옵니다.', 'The same key stands here twice.')
        : finding('yaml-syntax', [], `YAML 문법에 맞지 않습니다: ${error.message}`, `This is not valid YAML: ${error.message}`)),
      place: at(error.pos[0]),
    };
  });
  try {
    return {
      raw: document.toJS({ maxAliasCount: MAX_ALIASES }) as unknown,
      findings,
      readable: findings.every(({ code }) => code === 'yaml-duplicate-key'),
      place: (path, onKey = false) => at(offsetOf(document, path, onKey)),
      written: (path) => {
        const node = document.getIn(path, true);
        return isScalar(node) ? (node.source ?? null) : null;
      },
    };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return broken(finding('yaml-syntax', [], '별칭(*)이 지나치게 많습니다.', 'There are too many aliases (*).'), start);
  }
}
