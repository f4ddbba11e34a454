import type { Decision } from '../../domain/decision.ts';
import type { Guarded } from './guarded.ts';
import { readMessage, type Via } from './read-message.ts';
import { showValue } from './show-value.ts';

export type PlanState = {
  /** The digest of the plan that waits now; undefined when none does. */
  awaited: string | undefined;
  decided: Decision | undefined;
};

/** Judges an approval or a rejection of a plan, which has to name the plan's digest. */
export function guardPlan(
  kind: 'approvePlan' | 'rejectPlan',
  payload: unknown,
  via: Via,
  { awaited, decided }: PlanState,
): Guarded {
  const read = readMessage(payload, via, JSON.stringify({ v: 1, plan: awaited ?? 'DIGEST', actor: 'YOU' }));
  if (read.kind === 'refused') return read;
  const { actor, channel, reason, fields } = read.message;
  const { plan } = fields;
  if (typeof plan !== 'string') return { kind: 'refused', why: `"plan" must be a text, not ${showValue(plan)}` };
  if (awaited === undefined) {
    const why =
      decided === undefined
        ? 'no plan waits for approval here now'
        : `${decided.actor} has ${decided.kind === 'approvePlan' ? 'approved' : 'rejected'} the plan already`;
    return { kind: 'refused', why };
  }
  if (plan !== awaited) return { kind: 'refused', why: `the plan is ${awaited} now, not ${showValue(plan)}` };
  return { kind: 'accepted', decision: { kind, actor, channel, reason, plan } };
}
