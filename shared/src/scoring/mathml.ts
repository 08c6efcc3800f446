/** MathML of the catalogue's formulas, built so that it always nests. Every argument and result is a finished piece of MathML. */
const element = (name: string, ...inside: readonly string[]): string => `<${name}>${inside.join('')}</${name}>`;
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export const math = (...inside: readonly string[]): string => element('math', ...inside);
export const row = (...inside: readonly string[]): string => element('mrow', ...inside);
export const id = (name: string): string => element('mi', escaped(name));
/** The logarithm of what follows; the thin space is what keeps it apart from a name. */
export const LN = row(element('mi', 'ln'), '<mspace width="0.167em"></mspace>');
export const num = (value: string): string => element('mn', escaped(value));
export const op = (sign: string): string => element('mo', escaped(sign));
export const text = (words: string): string => element('mtext', escaped(words));
export const sub = (base: string, index: string): string => element('msub', base, index);
export const sup = (base: string, power: string): string => element('msup', base, power);
export const frac = (above: string, below: string): string => element('mfrac', above, below);
export const root = (...inside: readonly string[]): string => element('msqrt', ...inside);
export const paren = (...inside: readonly string[]): string => row(op('('), ...inside, op(')'));
export const abs = (...inside: readonly string[]): string => row(op('|'), ...inside, op('|'));
export const floor = (...inside: readonly string[]): string => row(op('⌊'), ...inside, op('⌋'));
/** [condition]: 1 where it holds, 0 elsewhere. */
export const where = (...condition: readonly string[]): string => row(op('['), ...condition, op(']'));
export const sum = (index: string, ...inside: readonly string[]): string => row(element('munder', op('∑'), index), ...inside);
const over = (base: string, sign: string): string => element('mover', base, op(sign));
/** Truth and prediction of row i. */
export const Y = sub(id('y'), id('i'));
export const Y_HAT = sub(over(id('y'), '^'), id('i'));
export const P = sub(id('p'), id('i'));
export const Y_MEAN = over(id('y'), '¯');
/** (1/n) Σ over rows. */
export const meanOverRows = (...inside: readonly string[]): string => row(frac(num('1'), id('n')), sum(id('i'), ...inside));
