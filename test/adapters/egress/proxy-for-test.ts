import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { egressLog } from '../../../src/adapters/egress/egress-log.ts';
import { egressProxy, type ProxyOptions } from '../../../src/adapters/egress/egress-proxy.ts';
import type { Registry } from '../../../src/adapters/egress/registry.ts';
import { testCertificates } from './upstream-for-test.ts';

/** A real proxy on a loopback port; all names lead to this machine. */
export async function proxyForTest(hosts: Registry[], other: Partial<ProxyOptions> = {}) {
  const log = egressLog();
  const certificates = await testCertificates('proxy');
  const { authority } = await testCertificates('registries');
  const credentials = new Map<string, Record<string, string>>();
  for (const { host, port, credentials: read } of hosts)
    if (read !== undefined) credentials.set(`${host}:${port}`, await read());
  const proxy = egressProxy({
    hosts,
    log,
    certificates,
    credentials,
    trusted: [authority],
    hostEnv: {},
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    patienceMs: 10_000,
    ...other,
  });
  proxy.server.listen(0, '127.0.0.1');
  await once(proxy.server, 'listening');
  const { port } = proxy.server.address() as AddressInfo;
  onTestFinished(async () => {
    if (proxy.server.listening) await proxy.close();
  });
  return { proxy, port, log, ca: [authority, certificates.authority], authority: certificates.authority };
}

/** Asks a proxy for a tunnel; `socket` speaks through it. */
export async function connectThrough(
  port: number,
  target: string,
): Promise<{ status: number; reason: string; body: string; socket: Socket }> {
  const asking = request({ port, host: '127.0.0.1', method: 'CONNECT', path: target });
  asking.end();
  const [response, socket, head] = (await once(asking, 'connect')) as [IncomingMessage, Socket, Buffer];
  onTestFinished(() => void socket.destroy());
  const body = response.statusCode === 200 ? '' : `${head.toString()}${await text(socket)}`;
  return { status: response.statusCode ?? 0, reason: response.statusMessage ?? '', body, socket };
}

/** TLS through a tunnel. */
export async function tlsThrough(socket: Socket, servername: string, ca: string[]): Promise<TLSSocket> {
  const secure = connectTls({ socket, servername, ca });
  await once(secure, 'secureConnect');
  return secure;
}

/** What a registry answers to a whole request, as it comes over the wire. */
export async function askThrough(
  port: number,
  host: string,
  target: string,
  ca: string[],
  lines: string[],
): Promise<string> {
  const { socket } = await connectThrough(port, target);
  const secure = await tlsThrough(socket, host, ca);
  secure.write(`${[...lines, 'Connection: close'].join('\r\n')}\r\n\r\n`);
  return text(secure);
}

export async function rawConnection(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => socket.destroy());
  await once(socket, 'connect');
  onTestFinished(() => void socket.destroy());
  return socket;
}
