import { isIP } from 'node:net';
import type { Registry } from './registry.ts';

/** What a command asks the proxy for. */
export type Target = { protocol: 'https' | 'http'; host: string; port: number };

export type Found = { registry: Registry } | { refused: string };

const wayOut = 'the operator can add it to hosts in the file that DROVER_REGISTRIES names';

/** Finds the registry that a target is, or says why it is refused, in words for whoever reads the tool's output. */
export function findRegistry(registries: Registry[], { protocol, host, port }: Target): Found {
  if (isIP(host.replace(/^\[|\]$/g, '')) !== 0) return { refused: 'registries are reached by name, never by address' };
  const ofHost = registries.filter((registry) => registry.host === host.toLowerCase().replace(/\.$/, ''));
  if (ofHost.length === 0) return { refused: `it is not an allowed registry; ${wayOut}` };
  const fitting = ofHost.find((registry) => registry.port === port && registry.protocol === protocol);
  if (fitting !== undefined) return { registry: fitting };
  const ways = ofHost.map((registry) => `${registry.protocol} on port ${registry.port}`).join(' and ');
  return { refused: `this host is reached with ${ways} alone; ${wayOut}` };
}
