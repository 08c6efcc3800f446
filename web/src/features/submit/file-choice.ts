import type { SubmissionKind } from '@gac/shared/contract/definition';
import type { FileRefusal } from './flow.ts';

/** Kinds that are checked: CSV as it should be, and those whose own first bytes let the check say what to do about them. */
const KNOWN = /\.(csv|csv\.gz|tsv|txt|gz|zip|xlsx?|parquet)$/i;
/** For the file dialog. */
export const ACCEPT: Readonly<Record<SubmissionKind, string>> = {
  prediction: '.csv,.csv.gz,.gz,text/csv,application/gzip',
  code: '.zip,application/zip',
  container: '.tar,.tar.gz,.tgz,.gz,application/x-tar,application/gzip',
};

/** The one file of a drop, a paste or a choice, or why there is none to check. Null when nothing was given. */
export function choiceOf(
  data: { files: readonly File[]; hasFolder?: boolean },
  { maxBytes, isTable }: { maxBytes: number; isTable: boolean },
): { file: File } | { refusal: FileRefusal } | null {
  const [file, second] = data.files;
  if (data.hasFolder === true) return { refusal: { kind: 'folder' } };
  if (!file) return null;
  if (second) return { refusal: { kind: 'several' } };
  const name = file.name.normalize('NFC');
  if (file.size > maxBytes) return { refusal: { kind: 'too-large', name, bytes: file.size, maxBytes } };
  // What is no table is known by its bytes alone.
  return !isTable || KNOWN.test(name) || !name.includes('.') ? { file } : { refusal: { kind: 'type', name } };
}
