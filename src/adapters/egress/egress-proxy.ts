import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { dial, type DialOptions } from './dial.ts';
import { findRegistry, type Target } from './find-registry.ts';
import { answer, plainReason } from './forward-request.ts';
import { endsTls, type Registry } from './registry.ts';
import { limitServer, registryServers, serverOptions, type ServersOptions } from './registry-servers.ts';
import { tunnel } from './tunnel.ts';

export type ProxyOptions = Omit<DialOptions, 'onSocket'> & ServersOptions & { hosts: Registry[] };

export type EgressProxy = {
  /** Not listening yet. */
  server: Server;
  /** Ends every connection, in both directions. */
  close(): Promise<void>;
};

/** Far more than any package manager opens at once. */
const connections = 256;

/** An HTTP proxy for one command (RFC 9110, section 9.3.6): CONNECT for https, whole addresses for http, to the allowed registries alone. */
export function egressProxy(options: ProxyOptions): EgressProxy {
  const { hosts, log, patienceMs } = options;
  const sockets = openSockets();
  const dialTo = (registry: Registry) => dial(registry, { ...options, onSocket: sockets.add });
  const servers = registryServers(options, dialTo);

  const server = limitServer(createServer(serverOptions(patienceMs)), patienceMs);
  server.maxConnections = connections;
  server.on('connection', sockets.add);
  server.on('request', (request, response) => {
    const target = plainTarget(request.url ?? '');
    if (target === undefined) return answer(response, 400, 'Drover takes CONNECT, and whole http addresses');
    const found = findRegistry(hosts, target);
    if ('registry' in found) return servers.forward(found.registry, target.path, request, response);
    const name = `${target.host}:${target.port}`;
    log.refuse(name, found.refused);
    return answer(response, 403, `Drover refused ${name}: ${found.refused}`);
  });
  server.on('connect', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const client = stream as Socket;
    const target = connectTarget(request.url ?? '');
    if (target === undefined) return end(client, 400, 'Drover takes CONNECT host:port');
    const name = `${target.host}:${target.port}`;
    const found = findRegistry(hosts, target);
    if ('refused' in found) {
      log.refuse(name, found.refused);
      return end(client, 403, `Drover refused ${name}: ${found.refused}`);
    }
    if (head.length > 0) client.unshift(head);
    if (!endsTls(found.registry)) return void connectThrough(client, found.registry, name);
    client.write(established);
    return servers.endTls(found.registry, client);
  });

  async function connectThrough(client: Socket, registry: Registry, name: string): Promise<void> {
    const dialed = await dialTo(registry);
    if (dialed.kind !== 'connected') {
      if (dialed.kind === 'refused') log.refuse(name, dialed.why);
      return end(client, dialed.kind === 'refused' ? 403 : 502, `Drover refused ${name}: ${dialed.why}`);
    }
    if (client.destroyed) return void dialed.socket.destroy();
    client.write(established);
    const refused = await tunnel(client, dialed.socket, { host: registry.host, patienceMs });
    if (refused === undefined) log.allow(name);
    else log.refuse(name, refused);
  }

  return {
    server,
    close: async () => {
      const closed = new Promise<void>((done) => void server.close(() => done()));
      servers.close();
      sockets.destroy();
      await closed;
    },
  };
}

/** Remembers the sockets that are open; after `destroy`, those that come late are ended at once. */
function openSockets() {
  const sockets = new Set<Socket>();
  let isOver = false;
  return {
    add: (socket: Socket): void => {
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
      sockets.add(socket);
      if (isOver) socket.destroy();
    },
    destroy: (): void => {
      isOver = true;
      for (const socket of sockets) socket.destroy();
    },
  };
}

const established = 'HTTP/1.1 200 Connection established\r\n\r\n';
function connectTarget(url: string): Target | undefined {
  const [, host = '', port] = /^(\[[^\]]*\]|[^:/?#@\s]+):(\d{1,5})$/.exec(url) ?? [];
  return host === '' ? undefined : { protocol: 'https', host, port: Number(port) };
}

function plainTarget(url: string): (Target & { path: string }) | undefined {
  if (!/^http:\/\//i.test(url) || !URL.canParse(url)) return undefined;
  const { hostname, port } = new URL(url);
  // As it was sent: a parser would take steps out of it, or decode what the registry must see as it is.
  const path = url.replace(/^http:\/\/[^/?#]*/i, '').replace(/#.*/, '');
  return { protocol: 'http', host: hostname, port: Number(port || 80), path: path.startsWith('/') ? path : `/${path}` };
}

function end(client: Socket, status: number, words: string): void {
  if (client.destroyed) return;
  client.end(
    `HTTP/1.1 ${status} ${plainReason(words)}\r\nContent-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(words) + 1}\r\nConnection: close\r\n\r\n${words}\n`,
  );
}
