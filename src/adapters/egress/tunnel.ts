import { once } from 'node:events';
import type { Socket } from 'node:net';
import { serverName } from './server-name.ts';

/** How long a tunnel may be silent. */
const idleMilliseconds = 180_000;

/**
 * Joins a client to a registry, without a look at what they say but for the server name that the client begins with: large hosts serve many
 * names from one address, and the connection to an allowed one must not be used for another. Returns why it was not joined, if so.
 */
export async function tunnel(
  client: Socket,
  registry: Socket,
  { host, patienceMs }: { host: string; patienceMs: number },
): Promise<string | undefined> {
  const hello = await readHello(client, patienceMs);
  if (hello.name !== host) {
    client.destroy();
    registry.destroy();
    if (hello.bytes.length === 0) return undefined;
    return hello.name === undefined
      ? 'what was sent to it is not TLS that names it'
      : `TLS for another name was begun through it: ${hello.name.slice(0, 100)}`;
  }
  registry.write(hello.bytes);
  join(client, registry);
  join(registry, client);
  return undefined;
}

/** Streams with back pressure: nothing is kept beyond the streams' own buffers. */
function join(from: Socket, to: Socket): void {
  from.pipe(to);
  from.setTimeout(idleMilliseconds, () => from.destroy());
  from.on('close', () => to.destroy());
}

async function readHello(client: Socket, patienceMs: number): Promise<{ name: string | undefined; bytes: Buffer }> {
  const signal = AbortSignal.timeout(patienceMs);
  let bytes = Buffer.alloc(0);
  try {
    for (;;) {
      const chunk = client.read() as Buffer | null;
      if (chunk === null) {
        if (client.readableEnded || client.destroyed) return { name: undefined, bytes };
        await Promise.race(['readable', 'end', 'close'].map((event) => once(client, event, { signal })));
        continue;
      }
      bytes = Buffer.concat([bytes, chunk]);
      const found = serverName(bytes);
      if (found !== 'incomplete') return { ...found, bytes };
    }
  } catch {
    // Too slow, or broken off.
    return { name: undefined, bytes };
  }
}
