import { Failure } from '../../domain/failure.ts';
import { errorFacts, type ErrorFacts } from './error-facts.ts';
import type { RequestFault } from './find-rung.ts';
import { redact } from './redact.ts';
import { retryAfter } from './retry-after.ts';

/** What the messages of an error need: the model's id, the provider's host, what must never be told, and the time in milliseconds since the epoch. */
export type ErrorContext = { model: string; host: string; secrets: string[]; now: number };

/** What may be accepted when something is left out; `failure` is for when there is nothing to leave out. */
export type Unaccepted =
  /** The provider can't decrypt the reasoning in the request. */
  | { kind: 'unreadable-reasoning'; failure: Failure }
  /** It refuses the request as invalid. */
  | { kind: 'invalid-request'; fault: RequestFault; failure: Failure };

export type ErrorVerdict = { kind: 'overflow'; message: string } | Unaccepted | { kind: 'failure'; failure: Failure };

/**
 * Says what an error of a model call means: the conversation is too long, the provider refuses for good (`ModelRefused`) or
 * only the reasoning in the request, it is worth another try (`Transient`), or this program is at fault (`Broken`). The one place that decides this. The failure carries no
 * cause, since an error's fields may hold the request's headers.
 */
export function classifyModelError(error: unknown, context: ErrorContext): ErrorVerdict {
  const facts = errorFacts(error);
  const detail = redact(facts.message, context.secrets);
  if (isOverflow(facts)) return { kind: 'overflow', message: detail };

  if (facts.origin === 'provider' && facts.code === 'invalid_encrypted_content') {
    const message = `The model provider at ${context.host} can't read the encrypted reasoning of an earlier turn. It said: ${detail}`;
    return { kind: 'unreadable-reasoning', failure: new Failure('ModelRefused', message) };
  }
  const refusal =
    facts.origin === 'provider'
      ? refusalOf(facts, context, detail)
      : facts.origin === 'connection'
        ? distrustOf(facts, context, detail)
        : undefined;
  if (refusal !== undefined) {
    const failure = new Failure('ModelRefused', refusal);
    const fault = { param: facts.param, message: detail };
    return isAboutForm(facts) ? { kind: 'invalid-request', fault, failure } : { kind: 'failure', failure };
  }
  if (facts.origin === 'program')
    return {
      kind: 'failure',
      failure: new Failure('Broken', `The call of the model '${context.model}' failed in Drover itself: ${detail}`),
    };

  const wait = retryAfter(facts, context.now);
  const what = facts.origin === 'connection' ? 'The connection to' : 'The answer of';
  const setting = facts.origin === 'connection' ? ' (OPENAI_BASE_URL)' : '';
  const message = `${what} the model provider at ${context.host}${setting} failed and is worth another try: ${detail}`;
  return {
    kind: 'failure',
    failure: new Failure('Transient', message, wait === undefined ? {} : { retryAfterMs: wait }),
  };
}

/**
 * Each provider words it differently. A rate limit below a single request's size ('Request too large ... must be reduced') and HTTP 413
 * belong here, too: waiting would never help, a shorter conversation does.
 */
function isOverflow({ origin, status, code, message }: ErrorFacts): boolean {
  if (origin !== 'provider' || status === 401 || status === 403 || status === 404) return false;
  if (code === 'context_length_exceeded' || status === 413) return true;
  if (status === 429) return /request too large|must be reduced/i.test(message);
  return overflowWords.test(message);
}

const overflowWords =
  /context_length_exceeded|maximum context length|context window|exceeds? the (available )?context size|(prompt|input) is too long|too many (input )?tokens/i;

/** The message of a refusal for good, or undefined when another try may succeed. */
function refusalOf(facts: ErrorFacts, { model, host }: ErrorContext, detail: string): string | undefined {
  const { status, code = '', type = '' } = facts;
  if (quotaCodes.has(code) || quotaCodes.has(type) || status === 402) {
    return `The account at the model provider ${host} has no quota left; raise its limit or its balance, then retry. It said: ${detail}`;
  }
  if (status === 401 || code === 'invalid_api_key') {
    return `The model provider at ${host} refused the API key; give the workers a valid one with OPENAI_API_KEY. It said: ${detail}`;
  }
  if (status === 403) {
    return `The model provider at ${host} does not allow this key to use the model '${model}' (setting model.name); change the key's rights or the setting. It said: ${detail}`;
  }
  if (
    status === 404 ||
    status === 410 ||
    modelCodes.has(code) ||
    (isRequestFault(facts) && modelWords.test(facts.message))
  ) {
    return `The model provider at ${host} does not offer the model '${model}'; set model.name to one that it offers, or correct the provider's base URL. It said: ${detail}`;
  }
  if (code === 'reply_too_large') return `The model provider at ${host} sent what no reply can be: ${detail}`;
  if (isRequestFault(facts))
    return `The model provider at ${host} refused the request to '${model}' as invalid. It said: ${detail}`;
  return undefined;
}

/** A certificate that isn't trusted now will not be in a minute: a person has to look. */
function distrustOf({ code = '' }: ErrorFacts, { host }: ErrorContext, detail: string): string | undefined {
  if (!/CERT|ERR_TLS_CERT|UNABLE_TO_(GET|VERIFY)/.test(code)) return undefined;
  return `The certificate of the model provider at ${host} is not trusted; correct OPENAI_BASE_URL, or give the workers its authority with NODE_EXTRA_CA_CERTS. It said: ${detail}`;
}

/** Whether something in the request, rather than who asks for which model, may be why it was refused. */
function isAboutForm(facts: ErrorFacts): boolean {
  const { status, code = '', type = '' } = facts;
  if (quotaCodes.has(code) || quotaCodes.has(type) || modelCodes.has(code)) return false;
  if (/^(invalid_prompt|invalid_api_key|reply_too_large)$|_policy/.test(code)) return false;
  return (status === undefined || status === 400 || status === 422) && isRequestFault(facts);
}

/** A status that blames the request, or, inside a stream, where there is no status, a code that does. */
function isRequestFault({ status, code = '', type = '' }: ErrorFacts): boolean {
  if (status === undefined)
    return type === 'invalid_request_error' || /^invalid_|_policy$|_policy_violation$/.test(code);
  return status >= 400 && status < 500 && !transientStatuses.has(status);
}

/** Of the 4xx: timeout, conflict, too early, rate limit. Every 5xx (529 among them: overloaded) is transient as well. */
const transientStatuses = new Set([408, 409, 425, 429]);

const quotaCodes = new Set(['insufficient_quota', 'billing_hard_limit_reached', 'billing_not_active']);
const modelCodes = new Set(['model_not_found', 'invalid_model']);
const modelWords =
  /\bmodel\b.{0,120}\b(does not exist|not found|not supported|deprecated|retired|decommissioned|no longer available)|\binvalid model\b/i;
