/** A text as one word of a POSIX shell, whatever is in it: names of files come from other people. */
export const shellWord = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
