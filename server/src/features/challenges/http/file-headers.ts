import type { Sha256 } from '@gac/shared/values';

/** `attachment` with the file's name: plain ASCII for old clients, `filename*` with every character for the others (RFC 6266, RFC 8187). */
export function contentDisposition(fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\%]/gu, '_');
  const encoded = encodeURIComponent(fileName).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8',
  tsv: 'text/tab-separated-values; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  json: 'application/json',
  gz: 'application/gzip',
  zip: 'application/zip',
  pdf: 'application/pdf',
  parquet: 'application/vnd.apache.parquet',
};
/** The media type by the end of the name; bytes of unknown kind otherwise. */
export const contentType = (fileName: string): string => TYPES[fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream';

/** The hash of the whole file for tools that check downloads (RFC 9530). */
export const reprDigest = (sha256: Sha256): string => `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`;

/** Whether one of the tags of `If-None-Match` is this one, by weak comparison (RFC 9110 section 13.1.2). */
export function matchesTag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const bare = (tag: string): string => tag.trim().replace(/^W\//, '');
  return header.trim() === '*' || header.split(',').some((tag) => bare(tag) === bare(etag));
}
