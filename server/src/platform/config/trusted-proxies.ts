import { isIP } from 'node:net';

/** Whose X-Forwarded-* is believed: nobody's, that of so many proxies in front, or that of proxies at these addresses and networks. */
export type TrustedProxies = false | number | string[];
const MOST_HOPS = 10;
/** For people who set it. */
export const TRUST_PROXY_FORM = `false: nobody; 1 to ${String(MOST_HOPS)}: so many proxies in front, the nearest on a private network; or the addresses and networks (CIDR) of proxies, with commas. Never "true": everybody could choose the address he is counted by`;

/** Bits of an address of its family. */
const BITS: Record<number, number> = { 4: 32, 6: 128 };
/** An address, or a network that is not the whole internet. */
function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const bits = BITS[isIP(address)];
  if (bits === undefined || rest.length > 0) return false;
  return prefix === undefined || (/^[1-9]\d{0,2}$/.test(prefix) && Number(prefix) <= bits);
}

/** The meaning of TRUST_PROXY; null when it has none. "true" has none: with every hop believed, the sender writes the address he is counted by. */
export function readTrustedProxies(text: string): TrustedProxies | null {
  if (text === 'false' || text === '0') return false;
  if (/^\d+$/.test(text)) return Number(text) <= MOST_HOPS ? Number(text) : null;
  const networks = text.split(',').map((part) => part.trim());
  return networks.every(isNetwork) ? networks : null;
}
