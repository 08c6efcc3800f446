import type { Lang } from '@gac/shared/values';
import { THEME_SCRIPT } from '../lib/theme.ts';

export interface DocumentParts {
  lang: Lang;
  title: string;
  description: string;
  /** Address without a language, for canonical and hreflang links: `/c/digits/overview`. */
  barePath: string;
  origin: string;
  nonce: string;
  body: string;
  /** The first state; put in as JSON. */
  state: unknown;
  entry: string;
  preloads: readonly string[];
  styles: readonly string[];
  font: { file: string; css: string };
  textFonts: string;
  /** Pages that must not be indexed (errors, forms). */
  noIndex: boolean;
}
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
/** JSON that cannot end its script element or open a comment, and that old parsers read too. */
export const safeJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[<>\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Sits in for the web font until it is there, with the same line box, so that nothing jumps. */
const FALLBACK_FACE =
  '@font-face{font-family:"GAC Fallback";src:local("Apple SD Gothic Neo"),local("Malgun Gothic"),local("Noto Sans CJK KR"),local("Noto Sans KR");ascent-override:95.2%;descent-override:24.1%;line-gap-override:0%;size-adjust:98%}';

/** The HTML document. Every inline script and style carries the nonce; there is no style attribute anywhere. */
export function renderDocument(p: DocumentParts): string {
  const bare = p.barePath === '/' ? '' : p.barePath;
  const to = (lang: Lang) => escapeHtml(`${p.origin}/${lang}${bare}`);
  const nonce = escapeHtml(p.nonce);
  return `<!doctype html>
<html lang="${p.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${escapeHtml(p.title)}</title>
<meta name="description" content="${escapeHtml(p.description)}">
${p.noIndex ? '<meta name="robots" content="noindex">' : `<link rel="canonical" href="${to(p.lang)}">`}
<link rel="alternate" hreflang="ko" href="${to('ko')}">
<link rel="alternate" hreflang="en" href="${to('en')}">
<link rel="alternate" hreflang="x-default" href="${escapeHtml(`${p.origin}${bare === '' ? '/' : `/en${bare}`}`)}">
<meta property="og:title" content="${escapeHtml(p.title)}">
<meta property="og:description" content="${escapeHtml(p.description)}">
<meta name="color-scheme" content="light dark">
<meta property="csp-nonce" nonce="${nonce}">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<script nonce="${nonce}">${THEME_SCRIPT}</script>
<link rel="preload" href="/${p.font.file}" as="font" type="font/woff2" crossorigin>
${p.styles.map((file) => `<link rel="stylesheet" href="/${file}">`).join('\n')}
<style nonce="${nonce}">${p.font.css}${FALLBACK_FACE}</style>
<noscript><link rel="stylesheet" href="/${p.textFonts}"></noscript>
${p.preloads.map((file) => `<link rel="modulepreload" href="/${file}">`).join('\n')}
<script type="module" nonce="${nonce}" src="/${p.entry}"></script>
</head>
<body>
<div id="app">${p.body}</div>
<script type="application/json" id="gac-state" nonce="${nonce}">${safeJson(p.state)}</script>
</body>
</html>
`;
}
