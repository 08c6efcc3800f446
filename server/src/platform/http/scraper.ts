import { createHash, timingSafeEqual } from 'node:crypto';
import { BlockList, isIPv6 } from 'node:net';
import type { IncomingMessage } from 'node:http';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8);
LOOPBACK.addAddress('::1', 'ipv6');
/** What proxies add. Behind one on this machine everybody's connection comes from here. */
const PROXY_HEADERS = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

const isLoopback = (address: string | undefined): boolean => address !== undefined && LOOPBACK.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
/** Of one length whatever the text, so that the comparison takes the same time for all. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether the request comes from this machine itself, through no proxy, or carries `token` as its bearer (RFC 6750 2.1). A wrong token is no loopback either. */
export function isScraper({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>, token: string | undefined): boolean {
  const given = headers.authorization;
  if (given === undefined) return isLoopback(socket.remoteAddress) && !PROXY_HEADERS.some((name) => name in headers);
  const bearer = /^Bearer +(\S+)$/i.exec(given)?.[1];
  return bearer !== undefined && token !== undefined && timingSafeEqual(digest(bearer), digest(token));
}
