/** Mistakes people make with a prediction file. Each makes the validator refuse it, for a reason its sender can read. */
export const FLAWS = ['missing-rows', 'wrong-column', 'duplicate-id', 'not-a-number', 'unknown-value'] as const;
export type Flaw = (typeof FLAWS)[number];

/** The prediction file with one mistake in it. `text`: header and rows `id,value`, each ended by a newline. */
export function spoil(text: string, flaw: Flaw): string {
  const lines = text.trimEnd().split('\n');
  const [header = '', ...rows] = lines;
  const middle = Math.floor(rows.length / 2);
  const replace = (change: (id: string) => string): string[] =>
    rows.map((row, i) => (i === middle ? change(row.split(',')[0] ?? '') : row));
  const file = (head: string, body: readonly string[]): string => `${[head, ...body].join('\n')}\n`;
  switch (flaw) {
    case 'missing-rows':
      return file(header, rows.slice(0, -7));
    case 'wrong-column':
      return file('id,prediction', rows);
    case 'duplicate-id':
      return file(header, [...rows, rows[middle] ?? '']);
    case 'not-a-number':
      return file(
        header,
        replace((id) => `${id},NaN`),
      );
    case 'unknown-value':
      // Neither a digit nor a probability.
      return file(
        header,
        replace((id) => `${id},11`),
      );
  }
}
