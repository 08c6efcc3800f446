/** What a program printed, as much as is kept: the beginning and the end, where it says what it does and why it stopped. */
const KEPT_BYTES = 256 * 1024;
const HEAD_BYTES = 64 * 1024;

/** Text of a log of any length. Bytes that are no UTF-8 are shown as U+FFFD. */
export function logText(bytes: Buffer): string {
  if (bytes.length <= KEPT_BYTES) return bytes.toString('utf8');
  const tail = bytes.subarray(bytes.length - (KEPT_BYTES - HEAD_BYTES));
  return `${bytes.toString('utf8', 0, HEAD_BYTES)}\n[... ${bytes.length - KEPT_BYTES} bytes ...]\n${tail.toString('utf8')}`;
}

/** The last line that is not empty, at most 500 characters; null when there is none. */
export function lastLine(bytes: Buffer): string | null {
  const lines = bytes
    .subarray(-16_384)
    .toString('utf8')
    .split(/\r\n|[\r\n]/);
  return (
    lines
      .findLast((line) => line.trim() !== '')
      ?.trim()
      .slice(0, 500) ?? null
  );
}
