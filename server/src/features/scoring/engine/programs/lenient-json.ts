/**
 * JSON as Python writes it: with NaN, Infinity and -Infinity, which JSON.parse refuses. They come out as numbers.
 * Throws `SyntaxError` on what is no JSON either way.
 */
export function parsePythonJson(text: string): unknown {
  const bare = text.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(bare);
  } catch {
    // Only outside of strings, and only where a value may stand, so that nothing else becomes valid by it.
    const marked = bare.replace(
      /("(?:[^"\\]|\\.)*")|(-?Infinity|NaN)\b/g,
      (_, text: string | undefined, number: string) => text ?? `"${MARK}${number}"`,
    );
    return JSON.parse(marked, (_, value: unknown) =>
      typeof value === 'string' && value.startsWith(MARK) ? Number(value.slice(MARK.length)) : value,
    );
  }
}
/** A character that no text uses (Unicode's private area). */
const MARK = '\uE000number:';
