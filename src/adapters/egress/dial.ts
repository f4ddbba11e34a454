import { lookup as lookUp } from 'node:dns/promises';
import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { isInnerAddress } from './address-guard.ts';
import { hostProxy, type HostProxy } from './host-proxy.ts';
import type { Registry } from './registry.ts';

export type Dialed = { kind: 'connected'; socket: Socket } | { kind: 'refused' | 'unreachable'; why: string };

export type DialOptions = {
  /** Where the host's own proxy settings are. */
  hostEnv: Record<string, string | undefined>;
  /** Finds a name's addresses; the system's resolver by default. */
  resolve?: (host: string) => Promise<LookupAddress[]>;
  /** Told of each socket as soon as it is made, so that it can be ended with the command. */
  onSocket: (socket: Socket) => void;
};

const connectMilliseconds = 15_000;

/**
 * Connects to a registry, through the host's own proxy where it has one. A name that leads into a private network is refused unless the operator
 * said that it does; the connection goes to the very addresses that were looked at, so that no second look-up can lead elsewhere.
 */
export async function dial(registry: Registry, options: DialOptions): Promise<Dialed> {
  const { host, port } = registry;
  const proxy = hostProxy(options.hostEnv, registry);
  try {
    if (proxy !== undefined) return await throughProxy(proxy, registry, options);
    const resolve = options.resolve ?? ((name: string) => lookUp(name, { all: true }));
    const all = await resolve(host);
    const addresses = registry.private ? all : all.filter(({ address }) => !isInnerAddress(address));
    if (addresses.length === 0 && all.length > 0)
      return {
        kind: 'refused',
        why: "its name leads to an address inside of a private network; where it is meant to, the operator says 'private: true' of it",
      };
    // What 'connect' calls for a name: it gets these, and asks nobody.
    const lookup = (_: unknown, __: unknown, found: (error: null, list: LookupAddress[]) => void) =>
      found(null, addresses);
    const socket = connect({ host, port, lookup, autoSelectFamily: true });
    options.onSocket(socket);
    await established(socket, 'connect');
    return { kind: 'connected', socket };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { kind: 'unreachable', why: `${host}:${port} can't be reached (${code ?? message})` };
  }
}

async function established(socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  const signal = AbortSignal.timeout(connectMilliseconds);
  try {
    await once(socket, event, { signal });
  } catch (error) {
    socket.destroy();
    throw signal.aborted ? new Error('no answer', { cause: error }) : error;
  }
  // Later errors are seen by the streams that are joined to it.
  socket.on('error', () => socket.destroy());
}

async function throughProxy(proxy: HostProxy, { host, port }: Registry, { onSocket }: DialOptions): Promise<Dialed> {
  const isTls = proxy.protocol === 'https:';
  const place = { host: proxy.host, port: proxy.port };
  const socket = isTls ? connectTls({ ...place, servername: proxy.host }) : connect(place);
  onSocket(socket);
  await established(socket, isTls ? 'secureConnect' : 'connect');
  const authorization = proxy.authorization === undefined ? '' : `Proxy-Authorization: ${proxy.authorization}\r\n`;
  socket.write(`CONNECT ${host}:${port} HTTP/1.1\r\nHost: ${host}:${port}\r\n${authorization}\r\n`);
  const status = await readStatus(socket);
  if (status === 200) return { kind: 'connected', socket };
  socket.destroy();
  return { kind: 'unreachable', why: `${host}:${port} can't be reached: this machine's own proxy answered ${status}` };
}

/** Reads the head of the answer to CONNECT; what follows it stays in the socket. */
async function readStatus(socket: Socket): Promise<number> {
  const signal = AbortSignal.timeout(connectMilliseconds);
  let head = Buffer.alloc(0);
  while (!head.includes('\r\n\r\n') && head.length < 16_384) {
    const chunk = socket.read() as Buffer | null;
    if (chunk !== null) head = Buffer.concat([head, chunk]);
    else if (socket.readableEnded || socket.destroyed) return 0;
    else await Promise.race([once(socket, 'readable', { signal }), once(socket, 'end', { signal })]);
  }
  const end = head.indexOf('\r\n\r\n');
  if (end !== -1 && end + 4 < head.length) socket.unshift(head.subarray(end + 4));
  return Number(/^HTTP\/1\.[01] (\d{3})/.exec(head.toString('latin1'))?.[1] ?? 0);
}
