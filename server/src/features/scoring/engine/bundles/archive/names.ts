import { getFileNameLowLevel, type Entry } from 'yauzl';
import type { ArchiveLimits, Oddity } from './limits.ts';

const UTF8_FLAG = 0x800;
const UNICODE_PATH_EXTRA = 0x7075;

function decode(bytes: Buffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * The name of an entry as its author wrote it. A name that does not say its encoding is UTF-8 when it can be, else EUC-KR (CP949) when that makes
 * Hangul of it, as Korean Windows writes, else CP437 as the format's specification says.
 */
export function entryName({
  generalPurposeBitFlag,
  fileNameRaw,
  extraFields,
}: Pick<Entry, 'generalPurposeBitFlag' | 'fileNameRaw' | 'extraFields'>): string {
  const isDeclared = (generalPurposeBitFlag & UTF8_FLAG) !== 0 || extraFields.some(({ id }) => id === UNICODE_PATH_EXTRA);
  if (!isDeclared) {
    const utf8 = decode(fileNameRaw, 'utf-8');
    if (utf8 !== null) return utf8;
    const korean = decode(fileNameRaw, 'euc-kr');
    if (korean !== null && /[가-힣]/.test(korean)) return korean;
  }
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true);
}

export type NameFault = Extract<Oddity, 'path-outside'> | 'name-too-long' | 'too-deep' | 'bad-name';
export interface CheckedName {
  /** Parts joined by "/", composed (NFC); empty for the root itself. */
  path: string;
  fault: NameFault | null;
  hadBackslash: boolean;
  wasDecomposed: boolean;
}

// A name with control characters can't be shown, and NUL ends it in every C program.
const CONTROL = /\p{Cc}/u;

function faultOf(path: string, written: string, limits: ArchiveLimits): NameFault | null {
  const parts = path.split('/');
  if (/^([/\\]|[A-Za-z]:)/.test(written) || parts.includes('..')) return 'path-outside';
  if (CONTROL.test(path)) return 'bad-name';
  if (Buffer.byteLength(path) > limits.maxPathBytes || parts.some((part) => Buffer.byteLength(part) > limits.maxNameBytes))
    return 'name-too-long';
  return parts.length > limits.maxDepth ? 'too-deep' : null;
}

/** A name brought into the one form we use, and what is wrong with it. */
export function checkName(written: string, limits: ArchiveLimits): CheckedName {
  const slashed = written.replaceAll('\\', '/');
  const path = slashed
    .normalize('NFC')
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
  return {
    path,
    fault: faultOf(path, written, limits),
    hadBackslash: slashed !== written,
    wasDecomposed: slashed.normalize('NFC') !== slashed,
  };
}

const JUNK_FOLDERS = new Set(['__MACOSX', '.git', '.svn', '.Spotlight-V100', '.Trashes']);
const JUNK_FILES = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);
/** What computers put beside people's files without being asked. */
export function isJunk(path: string): boolean {
  const parts = path.split('/');
  const last = parts.at(-1) ?? '';
  return JUNK_FILES.has(last) || last.startsWith('._') || parts.some((part) => JUNK_FOLDERS.has(part));
}
