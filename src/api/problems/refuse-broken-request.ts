import type { Socket } from 'node:net';
import type { ProblemResource } from '../resources/problem-resource.ts';
import { problemKinds } from './problem-error.ts';

const reasons: Record<number, string> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};

/** Answers what is not even an HTTP request that can be read (broken, too slow, with headers that are too long) on its bare connection. */
export function refuseBrokenRequest(error: { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const { status, detail } = explain(error.code);
  const problem: ProblemResource = {
    type: 'urn:drover:problem:invalid-request',
    title: problemKinds['invalid-request'].title,
    status,
    detail,
  };
  const body = JSON.stringify(problem);
  if (!socket.writable) return;
  const head = [
    `HTTP/1.1 ${status} ${reasons[status] ?? ''}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function explain(code: string | undefined): { status: number; detail: string } {
  if (code === 'HPE_HEADER_OVERFLOW')
    return { status: 431, detail: 'The address and the headers are longer than 16 KiB together. Send shorter ones.' };
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return { status: 408, detail: 'The request did not arrive whole in time. Send it again.' };
  return { status: 400, detail: 'This is no HTTP request that can be read.' };
}
