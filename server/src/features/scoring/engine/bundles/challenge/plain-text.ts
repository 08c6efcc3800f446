import type { BundlePage } from '../bundle.ts';

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
function entity(whole: string, name: string): string {
  const code = /^#x([\da-f]{1,6})$/i.exec(name)?.[1] ?? null;
  const number = code !== null ? parseInt(code, 16) : /^#\d{1,7}$/.test(name) ? Number(name.slice(1)) : null;
  if (number !== null) return number > 0 && number <= 0x10ffff ? String.fromCodePoint(number) : whole;
  return ENTITIES[name.toLowerCase()] ?? whole;
}

const tidy = (text: string): string =>
  text
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();

/** The text of an HTML page in paragraphs. Tags are dropped, not judged: nothing of them can come through. */
function fromHtml(html: string): string {
  const text = html
    .replaceAll(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replaceAll(/<(script|style|head|template)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/<li\b[^<>]*>/gi, '\n- ')
    .replaceAll(/<br\b[^<>]*>/gi, '\n')
    .replaceAll(/<\/(td|th)\s*>/gi, ' ')
    .replaceAll(/<\/?(p|div|h[1-6]|ul|ol|table|tr|section|article|pre|blockquote|hr)\b[^<>]*>/gi, '\n\n')
    .replaceAll(/<[^>]*>?/g, '');
  return tidy(text.replaceAll(/&(#?\w{1,10});/g, entity));
}

/** A heading without the marks that may close it. */
function withoutMarks(heading: string): string {
  let end = heading.length;
  while (end > 0 && /[#\s]/.test(heading[end - 1] ?? '')) end -= 1;
  return heading.slice(0, end);
}

/** Markdown may hold HTML: something that opens, and anywhere behind it something that closes. */
function holdsTag(text: string): boolean {
  const opens = text.search(/<\/?[a-z]/i);
  return opens >= 0 && text.includes('>', opens);
}

// Pages are others' and long: no pattern here may look at the same text twice.
/** The text of a Markdown page in paragraphs: what is written, without the marks. */
function fromMarkdown(markdown: string): string {
  const text = markdown
    .replaceAll(/^```.*$/gm, '')
    .replaceAll(/!\[([^\][]*)\]\([^()]*\)/g, '$1')
    .replaceAll(/\[([^\][]*)\]\(([^()\s]*)[^()]*\)/g, '$1 ($2)')
    .replaceAll(/^#{1,6}[ \t]+(.+)$/gm, (_, heading: string) => `\n${withoutMarks(heading)}\n`)
    .replaceAll(/^[ \t]*[*+][ \t]+/gm, '- ')
    .replaceAll(/(\*\*|__)(.+?)\1/g, '$2')
    .replaceAll(/(^|[\s(])[*_]([^*_\n]+)[*_](?=[\s).,;:!?]|$)/gm, '$1$2')
    .replaceAll(/`([^`\n]+)`/g, '$1')
    .replaceAll(/^[ \t]*([-*_])([ \t]*\1){2,}[ \t]*$/gm, '');
  return holdsTag(text) ? tidy(fromHtml(text.replaceAll(/\n{2,}/g, '<p>').replaceAll('\n', '<br>'))) : tidy(text);
}

/** A page as challenges show it: paragraphs parted by empty lines, no marks. */
export const plainText = ({ kind, text }: Pick<BundlePage, 'kind' | 'text'>): string =>
  kind === 'html' ? fromHtml(text) : fromMarkdown(text);

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** Paragraphs as an HTML page; `plainText` gives them back. */
export const htmlPage = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replaceAll(/[&<>]/g, (sign) => ESCAPES[sign] ?? sign).replaceAll('\n', '<br>\n')}</p>\n`)
    .join('');
