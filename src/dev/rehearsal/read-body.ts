import type { IncomingMessage } from 'node:http';
import { ApiError } from './api-error.ts';

const mostBytes = 64 * 1024 * 1024;

/** The raw bytes of a request's body. Throws an `ApiError` (413) beyond 64 MiB. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new ApiError(413, `The body is longer than ${mostBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
