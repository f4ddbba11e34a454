import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { Certificates } from './certificates.ts';
import type { Dialed } from './dial.ts';
import type { EgressLog } from './egress-log.ts';
import { forwardRequest } from './forward-request.ts';
import { registryAgent, type RegistryAgent } from './registry-agent.ts';
import type { Registry } from './registry.ts';

export type ServersOptions = {
  log: EgressLog;
  /** The credentials of the hosts that have some, by host and port. */
  credentials: Map<string, Record<string, string>>;
  /** For the hosts whose TLS is ended here. */
  certificates: Certificates | undefined;
  /** What the registries' own certificates are judged by. */
  trusted: string[];
  /** How long a client may take to say what it wants. */
  patienceMs: number;
};

/** How servers are made: they look often whether a client takes too long. */
export function serverOptions(patienceMs: number) {
  return { connectionsCheckingInterval: Math.min(2_000, patienceMs), noDelay: true };
}

const keepAliveMilliseconds = 60_000;

/** Gives a server its time limits: nobody holds a connection by sending a byte now and then. */
export function limitServer(server: Server, patienceMs: number): Server {
  server.headersTimeout = patienceMs;
  server.requestTimeout = patienceMs * 2;
  server.keepAliveTimeout = keepAliveMilliseconds;
  server.on('clientError', (_, socket) => socket.destroy());
  return server;
}

/** What stands for the registries whose requests are seen here: for each a server that ends TLS, and connections that are kept. */
export function registryServers(options: ServersOptions, dialTo: (registry: Registry) => Promise<Dialed>) {
  const { log, credentials, trusted, patienceMs } = options;
  const agents = new Map<Registry, RegistryAgent>();
  const servers = new Map<Registry, Server>();

  function forward(registry: Registry, path: string, request: IncomingMessage, response: ServerResponse): void {
    const agent = agents.get(registry) ?? registryAgent(registry, () => dialTo(registry), trusted);
    agents.set(registry, agent);
    const own = credentials.get(`${registry.host}:${registry.port}`) ?? {};
    forwardRequest(request, response, path, { registry, agent, credentials: own, log });
  }

  function serverOf(registry: Registry): Server {
    const { certificate, key } = options.certificates ?? {};
    const tls = { cert: certificate, key, handshakeTimeout: patienceMs, ALPNProtocols: ['http/1.1'] };
    const server = createTlsServer({ ...serverOptions(patienceMs), ...tls }, (request, response) =>
      forward(registry, request.url ?? '/', request, response),
    );
    server.on('tlsClientError', (_, socket) => socket.destroy());
    return limitServer(server, patienceMs);
  }

  return {
    forward,
    /** Takes over a client that wants TLS with the registry. The server never listens: it is handed its connections. */
    endTls: (registry: Registry, client: Socket): void => {
      const server = servers.get(registry) ?? serverOf(registry);
      servers.set(registry, server);
      server.emit('connection', client);
    },
    close: (): void => {
      for (const agent of agents.values()) agent.destroy();
      for (const server of servers.values()) server.close();
    },
  };
}
