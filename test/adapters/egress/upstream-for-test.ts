import { once } from 'node:events';
import { createServer, type Server as HttpsServer } from 'node:https';
import type { IncomingMessage, RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { makeCertificates, type Certificates } from '../../../src/adapters/egress/certificates.ts';

const hosts = ['registry.test', 'other.test', 'storage.test', 'ended.test', 'localhost'];
const made = new Map<string, Promise<Certificates>>();

/** Certificates for all hosts of these tests, of the registries or of the proxy, each made once: keys take a while. */
export function testCertificates(whose: 'registries' | 'proxy'): Promise<Certificates> {
  const certificates = made.get(whose) ?? makeCertificates(hosts);
  made.set(whose, certificates);
  return certificates;
}

export type Upstream = { port: number; requests: IncomingMessage[]; server: HttpsServer; certificates: Certificates };

/** A registry: a real HTTPS server on a free loopback port, which keeps what it was asked. */
export async function upstreamForTest(answer: RequestListener): Promise<Upstream> {
  const certificates = await testCertificates('registries');
  const requests: IncomingMessage[] = [];
  const server = createServer({ key: certificates.key, cert: certificates.certificate }, (request, response) => {
    requests.push(request);
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, requests, server, certificates };
}
