export interface ByteRange {
  /** First and last byte, both included. */
  start: number;
  end: number;
}

/**
 * The one range a request asks for (RFC 9110 section 14): `whole` when it asks for none, for several, in other units or in no known form,
 * all of which a server may ignore; `unsatisfiable` when it lies past the end.
 */
export function rangeOf(header: string | undefined, bytes: number): ByteRange | 'whole' | 'unsatisfiable' {
  const asked = /^bytes=\s*(?:(\d{1,15})-(\d{1,15})?|-(\d{1,15}))\s*$/i.exec(header ?? '');
  if (!asked) return 'whole';
  const [, first, last, suffix] = asked;
  if (suffix !== undefined) {
    const length = Math.min(Number(suffix), bytes);
    return length === 0 ? 'unsatisfiable' : { start: bytes - length, end: bytes - 1 };
  }
  const start = Number(first);
  if (last !== undefined && Number(last) < start) return 'whole';
  return start >= bytes ? 'unsatisfiable' : { start, end: Math.min(last === undefined ? bytes - 1 : Number(last), bytes - 1) };
}
