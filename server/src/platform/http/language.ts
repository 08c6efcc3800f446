import type { Lang } from '@gac/shared/values';

/** The language of a request: `?lang`, the cookie a visitor's choice left, then Accept-Language (RFC 9110 12.5.4); Korean when nothing decides. */
export function languageOf(request: { headers: Record<string, string | string[] | undefined>; query?: unknown }): Lang {
  const asked = (request.query as { lang?: unknown } | undefined)?.lang;
  if (asked === 'ko' || asked === 'en') return asked;
  const cookie = /(?:^|;\s*)gac_lang=(ko|en)\b/.exec(String(request.headers['cookie'] ?? ''))?.[1];
  if (cookie === 'ko' || cookie === 'en') return cookie;
  let best: { lang: Lang; q: number } | null = null;
  for (const part of String(request.headers['accept-language'] ?? '').split(',')) {
    const [range = '', ...params] = part.trim().split(';');
    const q = Number(params.map((p) => /^\s*q=([\d.]+)$/.exec(p)?.[1]).find((value) => value !== undefined) ?? 1);
    const primary = range.toLowerCase().split('-')[0];
    if ((primary === 'ko' || primary === 'en') && q > (best?.q ?? 0)) best = { lang: primary, q };
  }
  // Who asks for other languages only reads English rather than Korean.
  return best?.lang ?? (/^[\s*]*$/.test(String(request.headers['accept-language'] ?? '')) ? 'ko' : 'en');
}
