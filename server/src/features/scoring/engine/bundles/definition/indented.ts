/** Wide enough to lie right of every key. */
const PAD = 100;

/** Whether a quotation mark or bracket at this place begins a value, given what stands before it on its line. */
function beginsValue(before: string): boolean {
  const trimmed = before.trimEnd();
  if (trimmed === '' || /[[{,]$/.test(trimmed)) return true;
  return trimmed.length < before.length && /(^|\s)[-?]$|:$/.test(trimmed);
}

/** Walks over a text line by line and knows whether a line goes on in brackets or in quotation marks that an earlier one opened. */
class Scanner {
  private depth = 0;
  private quote = '';
  /** The indentation that lines of a block scalar have more of; null outside of one. */
  private block: number | null = null;

  get isInside(): boolean {
    return this.depth > 0 || this.quote !== '';
  }

  scan(line: string): void {
    if (this.block !== null && (line.trim() === '' || line.search(/\S/) > this.block)) return;
    this.block = null;
    let end = line.length;
    for (let i = 0; i < line.length; i++) {
      if (!this.quote && line[i] === '#' && /^$|\s/.test(line[i - 1] ?? '')) {
        end = i;
        break;
      }
      i += this.step(line, i);
    }
    if (!this.isInside && /(^|\s)[|>][-+\d]{0,2}\s*$/.test(line.slice(0, end))) this.block = /^\s*(- +)*/.exec(line)?.[0].length ?? 0;
  }

  /** How many characters after this one belong to it. */
  private step(line: string, i: number): number {
    const char = line[i] ?? '';
    if (this.quote !== '') {
      if (char === '\\' && this.quote === '"') return 1;
      if (char !== this.quote) return 0;
      if (char === "'" && line[i + 1] === "'") return 1;
      this.quote = '';
    } else if (/["'[{]/.test(char) && (this.depth > 0 || beginsValue(line.slice(0, i)))) {
      if (/["']/.test(char)) this.quote = beginsValue(line.slice(0, i)) ? char : '';
      else this.depth += 1;
    } else if (/[\]}]/.test(char) && this.depth > 0) this.depth -= 1;
    return 0;
  }
}

/**
 * The same YAML with lines that go on in brackets or quotation marks moved to the right: PyYAML, which the other platforms use, lets them stand
 * anywhere, the specification does not. `column` tells where a column of a moved line stood. Source: YAML 1.2.2, section 7.
 */
export function indented(text: string): { text: string; column: (line: number, column: number) => number } {
  const scanner = new Scanner();
  const moved = new Set<number>();
  const lines = text.split('\n').map((line, i) => {
    const isMoved = scanner.isInside;
    scanner.scan(line);
    if (!isMoved) return line;
    moved.add(i + 1);
    return ' '.repeat(PAD) + line;
  });
  return { text: lines.join('\n'), column: (line, column) => (moved.has(line) ? Math.max(1, column - PAD) : column) };
}
