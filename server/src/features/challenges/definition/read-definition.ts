import type { ChallengeDefinition } from '@gac/shared/contract/definition';
import { accept, refuse, type Decision } from '@gac/shared/values';
import { checkDefinition } from '../domain/check-definition.ts';
import type { MetricCatalogue } from '../domain/check-tasks.ts';
import { finding, pathText, type DefinitionProblem, type Finding } from '../domain/definition-problem.ts';
import { readShape } from './shape-findings.ts';
import { parseYaml, type Place, type YamlSource } from './yaml-source.ts';

const VERSION = 'challenge/1';

/** Gives findings their lines and puts them in the order of the file. */
export function locate(found: readonly (Finding & { place?: Place })[], source: YamlSource): DefinitionProblem[] {
  return found
    .map(({ code, path, message, hint, place }) => ({
      code,
      path: pathText(path),
      ...(place ?? source.place(path, code === 'unknown-key')),
      message,
      hint,
    }))
    .sort((a, b) => a.line - b.line || a.column - b.column);
}

function versionFinding(raw: unknown): Finding | null {
  const version = typeof raw === 'object' && raw !== null ? (raw as { gac?: unknown }).gac : undefined;
  if (version === VERSION || version === undefined) return null;
  const written = typeof version === 'string' ? version : JSON.stringify(version);
  return finding('version-unsupported', ['gac'], `판 "${written}"을(를) 읽을 수 없습니다.`, `Version "${written}" can't be read.`, {
    ko: `이 프로그램은 "${VERSION}"을 읽습니다.`,
    en: `This program reads "${VERSION}".`,
  });
}

/** What reading a text gave: the definition when its form is right, and everything found wrong with it. */
export interface Inspection {
  definition: ChallengeDefinition | null;
  source: YamlSource;
  findings: (Finding & { place?: Place })[];
  /** False when the text is no definition of ours at all, so that nothing further should be said of it. */
  readable: boolean;
}

/** Everything that can be said of the text of a definition without looking at the files it names. Never throws. */
export function inspect(text: string, metrics: MetricCatalogue): Inspection {
  const source = parseYaml(text);
  const unreadable = (findings: Inspection['findings']): Inspection => ({ definition: null, source, findings, readable: false });
  if (!source.readable) return unreadable(source.findings);
  if (typeof source.raw !== 'object' || source.raw === null || Array.isArray(source.raw)) {
    const hint = { ko: `첫 줄: gac: ${VERSION}`, en: `First line: gac: ${VERSION}` };
    return unreadable([finding('wrong-type', [], '정의는 키와 값의 묶음이어야 합니다.', 'A definition must be keys with values.', hint)]);
  }
  const version = versionFinding(source.raw);
  if (version) return unreadable([version]);
  const shape = readShape(source.raw, source);
  const findings = [...source.findings, ...('findings' in shape ? shape.findings : []), ...checkDefinition(source.raw, metrics)];
  return { definition: 'definition' in shape ? shape.definition : null, source, findings, readable: true };
}

/**
 * Reads `challenge.yaml`. Refuses with every problem at once, in the order of the lines; never throws.
 * An unknown version and text that is not YAML are reported alone, since everything else would be noise.
 */
export function readDefinition(text: string, metrics: MetricCatalogue): Decision<ChallengeDefinition, DefinitionProblem[]> {
  const { definition, source, findings } = inspect(text, metrics);
  return definition !== null && findings.length === 0 ? accept(definition) : refuse(locate(findings, source));
}
