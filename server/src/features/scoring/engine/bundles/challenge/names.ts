const MAX_KEY = 36;
const MAX_SLUG = 63;

const plain = (text: string, allowed: RegExp): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(allowed, '-')
    .replaceAll(/-{2,}/g, '-')
    .replaceAll(/^[-_]+|[-_]+$/g, '');

/** Makes keys of any text: lower-case, of letters, digits, "-" and "_", no longer than a key may be, and no two the same. */
export class Keys {
  private readonly taken = new Set<string>();

  /** @param otherwise what to call something whose name has no letter of ours */
  of(text: string, otherwise: string): string {
    const wanted = plain(text, /[^a-z0-9_]+/g).slice(0, MAX_KEY) || otherwise;
    let key = wanted;
    for (let i = 2; this.taken.has(key); i++) {
      const end = `-${i}`;
      key = wanted.slice(0, MAX_KEY - end.length) + end;
    }
    this.taken.add(key);
    return key;
  }
}

/** An address made of a title, "imported" where nothing of it can stand in one. */
export function slugOf(title: string): string {
  const slug = plain(title, /[^a-z0-9]+/g)
    .slice(0, MAX_SLUG)
    .replace(/-+$/, '');
  return slug.length >= 2 ? slug : 'imported';
}
