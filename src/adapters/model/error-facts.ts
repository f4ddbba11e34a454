import { APIConnectionError, APIError, OpenAIError } from 'openai';
import { ProviderFault } from './provider-fault.ts';

/** What is known of an error of a model call, whatever class it came in. */
export type ErrorFacts = {
  /** Where it comes from: the provider's answer, the way to it, or neither (then it is a fault of this program). */
  origin: 'provider' | 'connection' | 'program';
  status?: number | undefined;
  code?: string | undefined;
  type?: string | undefined;
  /** The part of the request that the provider blames. */
  param?: string | undefined;
  message: string;
  retryAfter?: string | undefined;
  retryAfterMs?: string | undefined;
};

/** Reads the facts out of what the openai package, fetch or the stream threw. */
export function errorFacts(error: unknown): ErrorFacts {
  if (error instanceof ProviderFault) return { origin: 'provider', code: error.code, message: error.message };
  if (error instanceof APIConnectionError)
    return { origin: 'connection', code: systemCode(error), message: withCauses(error) };
  if (error instanceof APIError) {
    const header = (name: string) => (error.headers as Headers | undefined)?.get(name) ?? undefined;
    return {
      origin: 'provider',
      status: error.status,
      code: string(error.code),
      type: string(error.type),
      param: string(error.param),
      message: error.message,
      retryAfter: header('retry-after'),
      retryAfterMs: header('retry-after-ms'),
    };
  }
  // A drop in mid-stream is a bare TypeError: terminated, and half an event is a SyntaxError.
  if (error instanceof OpenAIError || error instanceof SyntaxError || isNetworkError(error))
    return { origin: 'connection', message: withCauses(error) };
  return { origin: 'program', message: withCauses(error) };
}

function isNetworkError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // System codes (ECONNRESET) and undici's own, but not Node's ERR_..., which mean a wrong call.
  const { code } = error as NodeJS.ErrnoException;
  return (
    /^(terminated|fetch failed)$/.test(error.message) ||
    /^(E[A-Z0-9]+$|UND_ERR_)/.test(code ?? '') ||
    isNetworkError(error.cause)
  );
}

/** The code of the innermost error that has one: 'ECONNREFUSED', 'DEPTH_ZERO_SELF_SIGNED_CERT'. */
function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return systemCode(error.cause) ?? (error as NodeJS.ErrnoException).code;
}

/** An error's message with those of its causes: fetch hides the reason ('connect ECONNREFUSED') two levels down. */
function withCauses(error: unknown): string {
  const messages: string[] = [];
  for (let current = error, depth = 0; current !== undefined && depth < 5; depth += 1) {
    const message = ownMessage(current);
    if (!messages.includes(message)) messages.push(message);
    current = current instanceof Error ? current.cause : undefined;
  }
  return messages.join(': ');
}

function ownMessage(error: unknown): string {
  if (error instanceof Error) return error.message || (error as NodeJS.ErrnoException).code || error.name;
  return typeof error === 'string' ? error : (JSON.stringify(error) ?? typeof error);
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
