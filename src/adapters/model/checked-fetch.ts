import { ProviderFault } from './provider-fault.ts';

/** Sixteen times what the longest reply of any model takes. */
const mostReplyBytes = 16 * 1024 * 1024;
/** No refusal needs more words. */
const mostErrorBytes = 64 * 1024;

/**
 * A fetch that refuses what no reply can be: more than 16 MiB, or bytes that are no UTF-8, which would otherwise become replacement characters in
 * somebody's sources without a word. Errors that compatible servers word in their own way are brought into the form that the package reads.
 */
export async function checkedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, init);
  if (response.body === null) return response;
  const headers = new Headers(response.headers);
  // They tell of the bytes as they came.
  for (const name of ['content-encoding', 'content-length']) headers.delete(name);
  const { status, statusText } = response;
  if (response.ok) return new Response(response.body.pipeThrough(checker()), { status, statusText, headers });
  const said = await beginningOf(response.body);
  return new Response(errorBody(said), { status, statusText, headers });
}

function checker(): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let bytes = 0;
  const check = (chunk?: Uint8Array) => {
    try {
      decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw new ProviderFault('the reply is not valid UTF-8');
    }
  };
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.length;
      if (bytes > mostReplyBytes)
        throw new ProviderFault(`the reply has more than ${mostReplyBytes} bytes`, 'reply_too_large');
      check(chunk);
      controller.enqueue(chunk);
    },
    flush: () => check(),
  });
}

async function beginningOf(body: ReadableStream<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > mostErrorBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, mostErrorBytes).toString('utf8');
}

/** The package reads the field `error` of an object and nothing else: FastAPI's `detail` and a bare `message` would be lost. */
function errorBody(said: string): string {
  let value: unknown;
  try {
    // LiteLLM sends an error of a stream's beginning as an event.
    value = JSON.parse(/^data: (.*)$/m.exec(said)?.[1] ?? said);
  } catch {
    return said;
  }
  if (typeof value !== 'object' || value === null || ('error' in value && value.error)) {
    const text = (value as { error?: unknown } | null)?.error;
    if (typeof value !== 'object' || value === null) return said;
    return JSON.stringify(typeof text === 'string' ? { error: { message: text } } : value);
  }
  const { message } = value as { message?: unknown };
  return JSON.stringify({ error: { message: typeof message === 'string' ? message : JSON.stringify(value) } });
}
