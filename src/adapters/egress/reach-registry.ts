import { request as requestHttp } from 'node:http';
import { dial } from './dial.ts';
import { registryAgent } from './registry-agent.ts';
import type { Registry } from './registry.ts';
import { trustedCertificates } from './trusted-certificates.ts';

export type Reached = { kind: 'answered'; status: number; path: string } | { kind: 'unreachable'; why: string };

/** Asks a registry for its first allowed path, with its credentials, as the proxy would. */
export async function reachRegistry(registry: Registry, hostEnv: Record<string, string | undefined>): Promise<Reached> {
  const { host, port, protocol, paths } = registry;
  const path = paths?.[0] ?? '/';
  const { all } = await trustedCertificates(hostEnv, []);
  const headers = { ...(await registry.credentials?.()) };
  const agent = registryAgent(registry, () => dial(registry, { hostEnv, onSocket: () => undefined }), all);
  try {
    const status = await new Promise<number>((answered, failed) => {
      const request = requestHttp({ agent, protocol: `${protocol}:`, host, port, path, method: 'HEAD', headers });
      request.setTimeout(10_000, () => request.destroy(new Error('no answer')));
      request.on('response', (response) => answered(response.resume().statusCode ?? 0)).on('error', failed);
      request.end();
    });
    return { kind: 'answered', status, path };
  } catch (error) {
    const { message } = error as Error;
    return {
      kind: 'unreachable',
      why: message.includes(host) ? message : `${host}:${port} can't be reached: ${message}`,
    };
  } finally {
    agent.destroy();
  }
}
