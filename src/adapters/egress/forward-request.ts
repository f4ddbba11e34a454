import {
  request as requestHttp,
  type Agent,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import { pipeline } from 'node:stream';
import type { EgressLog } from './egress-log.ts';
import type { Registry } from './registry.ts';

/** What a request to a registry goes out with. */
export type Way = { registry: Registry; agent: Agent; credentials: Record<string, string>; log: EgressLog };

/** Headers of one connection, not of the message (RFC 9110, section 7.6.1). */
const hopByHop = [
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
];

/** What could stand for somebody: only what the operator has configured does. */
const identifying = ['authorization', 'proxy-authorization', 'cookie', 'content-length', 'host'];

const idleMilliseconds = 120_000;

/**
 * Sends a request on to its registry with the registry's credentials, and streams the answer back. Only reading is allowed: what runs inside must not
 * publish in the operator's name. Redirects are the client's affair, so that credentials never follow one to another host.
 */
export function forwardRequest(request: IncomingMessage, response: ServerResponse, path: string, way: Way): void {
  const { registry, agent, credentials, log } = way;
  const { host, port, protocol } = registry;
  const name = `${host}:${port}`;
  const refused = refusal(request.method ?? '', path, registry);
  if (refused !== undefined) {
    log.refuse(name, refused);
    answer(response, 403, `Drover refused ${request.method} ${name}${path.slice(0, 200)}: ${refused}`);
    return;
  }
  log.allow(name);
  const usual = { https: 443, http: 80 }[protocol] === port;
  const headers: OutgoingHttpHeaders = { ...kept(request.headers, [...identifying, ...Object.keys(credentials)]) };
  const outgoing = requestHttp({
    agent,
    // The agent's, which may be of https.
    protocol: `${protocol}:`,
    host,
    port,
    method: request.method,
    path,
    headers: { ...headers, ...credentials, host: usual ? host : name },
  });
  outgoing.setTimeout(idleMilliseconds, () => outgoing.destroy(new Error('it has been silent for too long')));
  outgoing.on('error', (error) => {
    if (response.headersSent) response.destroy();
    else answer(response, 502, `Drover could not reach ${name}: ${error.message}`);
  });
  outgoing.on('response', (incoming) => {
    // A session that was opened with the credentials is as good as they are.
    response.writeHead(incoming.statusCode ?? 502, kept(incoming.headers, ['set-cookie']));
    pipeline(incoming, response, () => undefined);
  });
  response.on('close', () => outgoing.destroy());
  request.resume();
  outgoing.end();
}

function kept(headers: IncomingMessage['headers'], dropped: string[]): OutgoingHttpHeaders {
  const named = (headers.connection ?? '').toLowerCase().split(/[\s,]+/);
  const all = new Set([...hopByHop, ...named, ...dropped]);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !all.has(name)));
}

function refusal(method: string, path: string, { paths }: Registry): string | undefined {
  if (method !== 'GET' && method !== 'HEAD') return 'through this registry is only read, with GET and HEAD';
  if (!path.startsWith('/') || hasSteps(path)) return 'its path is not a plain one';
  if (paths === undefined || paths.some((start) => path.startsWith(start))) return undefined;
  return 'its path is none of those that the operator allows in paths';
}

/** Servers differ in when they decode: a step upwards must not be hidden by that. */
function hasSteps(path: string): boolean {
  let [plain = ''] = path.split('?');
  for (let round = 0; round < 3; round += 1) {
    if (/(^|[/\\])\.\.?([/\\;]|$)|\\/.test(plain)) return true;
    plain = plain.replaceAll(/%(2e|2f|5c|25)/gi, (code) => decodeURIComponent(code));
  }
  return false;
}

/** Answers in words of its own; they are in the reason, too, since that is all that many tools show. */
export function answer(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, plainReason(words), { 'content-type': 'text/plain', connection: 'close' });
  response.end(`${words}\n`);
}

/** A reason phrase holds printable ASCII alone. */
export function plainReason(words: string): string {
  return words.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 400);
}
