import type { ImportFinding } from '@gac/shared/contract/imports';
import type { LocalizedText } from '@gac/shared/values';

/** A fault of the definition that was made of an archive. Its lines are lines of ours, so only its path is told. */
interface DefinitionFault {
  code: string;
  path: string;
  message: LocalizedText;
  hint: LocalizedText | null;
}
export const asFinding = ({ code, path, message, hint }: DefinitionFault): ImportFinding => ({
  severity: 'error',
  code,
  file: null,
  line: null,
  column: null,
  path,
  message,
  hint,
});

/** More would fill a page that nobody reads to its end; errors first where not all have room. */
const MOST = 1_000;
const printable = (text: string): string => text.replaceAll('\u0000', '\uFFFD');
const words = (text: LocalizedText): LocalizedText => ({ ko: printable(text.ko), en: printable(text.en) });

/** Findings as they are stored: what is in an archive may hold characters that a database does not take. */
export function storable(findings: readonly ImportFinding[]): ImportFinding[] {
  const errors = findings.filter(({ severity }) => severity === 'error').slice(0, MOST);
  const room = MOST - errors.length;
  const kept = new Set([...errors, ...findings.filter(({ severity }) => severity === 'warning').slice(0, room)]);
  return findings
    .filter((finding) => kept.has(finding))
    .map(({ severity, code, file, line, column, path, message, hint }) => ({
      severity,
      code,
      file: file === null ? null : printable(file),
      line,
      column,
      path: printable(path),
      message: words(message),
      hint: hint && words(hint),
    }));
}
