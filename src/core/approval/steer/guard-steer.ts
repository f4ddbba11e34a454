import type { Guarded, NewDecision } from '../guarded.ts';
import { readMessage, type Message, type Via } from '../read-message.ts';
import { showValue } from '../show-value.ts';
import { guardAdopt } from './guard-adopt.ts';
import { guardConcurrency } from './guard-concurrency.ts';
import { guardRetry } from './guard-retry.ts';
import { guardRule } from './guard-rule.ts';
import { guardSkip } from './guard-skip.ts';
import type { SteerState } from './steer-state.ts';

/** What one kind of steering says of a message: what is decided beside who, how and why; or the refusal. */
export type Steered = { kind: 'accepted'; decision: Omit<NewDecision, 'actor' | 'channel' | 'reason'> } | Refused;
type Refused = Extract<Guarded, { kind: 'refused' }>;

const guards: Record<string, (fields: Message['fields'], state: SteerState) => Steered> = {
  skip: guardSkip,
  retry: guardRetry,
  adopt: guardAdopt,
  concurrency: guardConcurrency,
  rule: guardRule,
};

/**
 * Judges a `steer` message by its `kind`: `skip` ends a module that has not ended; `retry` begins new rounds of those that ended without landing; `adopt`
 * takes a person's commit for a module's change; `concurrency` says how many modules run at once; `rule` adds one to the guide.
 */
export function guardSteer(payload: unknown, via: Via, state: SteerState): Guarded {
  const read = readMessage(payload, via, JSON.stringify({ v: 1, kind: 'skip', module: 'KEY', actor: 'YOU' }));
  if (read.kind === 'refused') return read;
  const { actor, channel, reason, fields } = read.message;
  const { kind } = fields;
  const guard = typeof kind === 'string' && Object.hasOwn(guards, kind) ? guards[kind] : undefined;
  if (guard === undefined)
    return { kind: 'refused', why: `"kind" must be one of ${Object.keys(guards).join(', ')}, not ${showValue(kind)}` };
  if (state.over !== undefined) return { kind: 'refused', why: state.over };
  const steered = guard(fields, state);
  return steered.kind === 'refused'
    ? steered
    : { ...steered, decision: { ...steered.decision, actor, channel, reason } };
}
