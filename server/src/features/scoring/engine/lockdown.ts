/**
 * Preloaded into every scoring child (`--import`), before any other code of ours: takes the network away inside the
 * process, also where the operating system did not. The permission model of Node 20 does not cover sockets.
 */
import dgram from 'node:dgram';
import dns from 'node:dns';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import tls from 'node:tls';

class NetworkOff extends Error {
  override readonly name = 'NetworkOff';
  readonly code = 'ERR_NETWORK_OFF';
  constructor() {
    super('a scoring process has no network');
  }
}
const refuse = (): never => {
  throw new NetworkOff();
};
function takeAway(owner: object, names: readonly string[]): void {
  for (const name of names) {
    if (name in owner) Object.defineProperty(owner, name, { value: refuse, writable: false, configurable: false, enumerable: true });
  }
}
const functionsOf = (owner: object): string[] =>
  Object.entries(owner).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []));

takeAway(net.Socket.prototype, ['connect']);
takeAway(net.Server.prototype, ['listen']);
takeAway(net, ['connect', 'createConnection', 'createServer']);
takeAway(tls, ['connect', 'createServer']);
takeAway(dgram.Socket.prototype, ['bind', 'connect', 'send', 'sendto']);
takeAway(dgram, ['createSocket']);
takeAway(dns.promises, functionsOf(dns.promises));
takeAway(dns, functionsOf(dns));
takeAway(http, ['request', 'get', 'createServer']);
takeAway(https, ['request', 'get', 'createServer']);
takeAway(http2, ['connect', 'createServer', 'createSecureServer']);
takeAway(globalThis, ['fetch', 'WebSocket', 'EventSource']);
syncBuiltinESMExports();
