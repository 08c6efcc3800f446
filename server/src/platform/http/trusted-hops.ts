import { BlockList, isIPv6 } from 'node:net';
import type { TrustedProxies } from '../config/trusted-proxies.ts';

/** Where a proxy that is counted, not named, may stand: this machine and networks that are not routed (RFC 1918, 3927, 4193, 4291, 6598). */
const PRIVATE = new BlockList();
for (const [network, prefix] of [['127.0.0.0', 8], ['10.0.0.0', 8], ['172.16.0.0', 12], ['192.168.0.0', 16], ['169.254.0.0', 16], ['100.64.0.0', 10]] as const) PRIVATE.addSubnet(network, prefix);
for (const [network, prefix] of [['::1', 128], ['fc00::', 7], ['fe80::', 10]] as const) PRIVATE.addSubnet(network, prefix, 'ipv6');
const isPrivate = (address: string): boolean => PRIVATE.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');

/**
 * What Fastify is to believe. A number alone says nothing of who connects, so the framework believes nobody then: the first hop must come from a
 * private network, as the proxy does, and not straight from the internet with a header of its own.
 */
export const trustOf = (proxies: TrustedProxies): false | string[] | ((address: string, hop: number) => boolean) =>
  typeof proxies === 'number' ? (address, hop) => hop < proxies && (hop > 0 || isPrivate(address)) : proxies;
