import { Agent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import type { Dialed } from './dial.ts';
import type { Registry } from './registry.ts';

export type RegistryAgent = Agent | TlsAgent;

type Connected = (error: Error | null, stream: Duplex) => void;

/** Keeps connections to one registry, each made by `dialTo`. Its certificate has to be of its name, as ever. */
export function registryAgent(registry: Registry, dialTo: () => Promise<Dialed>, trusted: string[]): RegistryAgent {
  const options = { keepAlive: true, maxSockets: 32, timeout: 60_000 };
  const agent = registry.protocol === 'https' ? new TlsAgent(options) : new Agent(options);
  const ca = registry.ca === undefined ? trusted : [...trusted, registry.ca];
  const createConnection = (_: unknown, connected: Connected): undefined => {
    void connect(registry, ca, dialTo).then(
      (stream) => connected(null, stream),
      (error: unknown) => connected(error as Error, undefined as never),
    );
  };
  return Object.assign(agent, { createConnection });
}

async function connect(registry: Registry, ca: string[], dialTo: () => Promise<Dialed>): Promise<Duplex> {
  const dialed = await dialTo();
  if (dialed.kind !== 'connected') throw new Error(dialed.why);
  if (registry.protocol === 'http') return dialed.socket;
  const { socket } = dialed;
  return connectTls({ socket, servername: registry.host, ca, ALPNProtocols: ['http/1.1'] });
}
