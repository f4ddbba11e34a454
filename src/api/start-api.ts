import { isLoopback } from './access/is-loopback.ts';
import type { Api, ApiOptions } from './api-options.ts';
import { createApp } from './create-app.ts';
import { trackCalls } from './track-calls.ts';
import { Failure } from '../domain/failure.ts';

/** A decision waits so long for a worker. */
const longestCallMs = 25_000;

/**
 * Starts the HTTP API. It refuses to listen where others than this machine's programs reach it without anybody having a token. `close` ends
 * it: event streams end, and no call to Temporal is under way afterwards, so that the connection can be closed.
 */
export async function startApi(options: ApiOptions): Promise<Api> {
  await checkAccess(options);
  const temporal = trackCalls(options.migrations);
  const { app, events } = await createApp({ ...options, migrations: temporal.calls });
  const { host, port } = options;
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    throw explainListening(error, host, port);
  }
  const [address] = app.addresses();
  return {
    url: `http://${reachable(host)}:${typeof address === 'object' ? address.port : port}`,
    async close() {
      events.close();
      await app.close();
      await temporal.settled(longestCallMs);
    },
  };
}

/** A host to listen on as a name to connect to. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

async function checkAccess({ host, access }: ApiOptions): Promise<void> {
  if (isLoopback(host)) return;
  if (access.kind === 'tokens' && (await access.tokens.list()).length > 0) return;
  throw new Failure(
    'InputRefused',
    `The API would listen on ${host}, where others reach it, and there is no token: make one with \`drover token create --name NAME --role approver --role operator\`, or set DROVER_API_HOST=127.0.0.1.`,
  );
}

function explainListening(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const why: Record<string, string> = {
    EADDRINUSE: 'another program listens there: set DROVER_API_PORT to another port',
    EACCES: 'that port is not allowed here: set DROVER_API_PORT to one above 1023',
    EADDRNOTAVAIL: 'this machine has no such address: set DROVER_API_HOST to one that it has',
    ENOTFOUND: 'there is no such host: set DROVER_API_HOST to an address of this machine',
  };
  const explained = typeof code === 'string' ? why[code] : undefined;
  if (explained === undefined) return error;
  return new Failure('InputRefused', `The API can't listen on ${host}, port ${port}: ${explained}.`, { cause: error });
}
