import type { Decision } from '../../domain/decision.ts';
import type { Guarded } from './guarded.ts';
import { readMessage, type Via } from './read-message.ts';
import { showValue } from './show-value.ts';

/** A merge that waits for a person: the commit that would be merged, and the digest of the evidence for it. */
export type AwaitedMerge = { head: string; evidence: string };

export type MergeState = {
  /** What waits now; undefined when nothing does. */
  awaited: AwaitedMerge | undefined;
  /** The newest decision on a merge of this module, to tell who comes too late from who is wrong. */
  decided: Decision | undefined;
};

/** Judges an approval or a rejection of a merge: stale, double, contradicting and malformed ones are refused, with the reason. */
export function guardMerge(
  kind: 'approveMerge' | 'rejectMerge',
  payload: unknown,
  via: Via,
  { awaited, decided }: MergeState,
): Guarded {
  const read = readMessage(payload, via, example(awaited));
  if (read.kind === 'refused') return read;
  const { actor, channel, reason, fields } = read.message;
  const { head, evidence } = fields;
  for (const [name, value] of Object.entries({ head, evidence })) {
    if (typeof value !== 'string') return refused(`"${name}" must be a text, not ${showValue(value)}`);
  }
  if (kind === 'rejectMerge' && reason.trim() === '')
    return refused('a rejection needs a "reason": it goes to the model as one more attempt');
  if (awaited === undefined) return refused(tooLate(kind, head, decided));
  if (head !== awaited.head) return refused(`the head is ${awaited.head} now, not ${showValue(head)}`);
  if (evidence !== awaited.evidence)
    return refused(`the evidence is ${awaited.evidence} now, not ${showValue(evidence)}`);
  return {
    kind: 'accepted',
    decision: { kind, actor, channel, reason, head: awaited.head, evidence: awaited.evidence },
  };
}

function tooLate(kind: 'approveMerge' | 'rejectMerge', head: unknown, decided: Decision | undefined): string {
  if (decided === undefined || decided.head !== head) return 'nothing waits for approval here now';
  const did = decided.kind === 'approveMerge' ? 'approved' : 'rejected';
  return decided.kind === kind
    ? `${decided.actor} has ${did} it already`
    : `it comes too late, and contradicts: ${decided.actor} has ${did} it`;
}

function refused(why: string): Guarded {
  return { kind: 'refused', why };
}

function example(awaited: AwaitedMerge | undefined): string {
  const { head, evidence } = awaited ?? { head: 'COMMIT', evidence: 'DIGEST' };
  return JSON.stringify({ v: 1, head, evidence, actor: 'YOU' });
}
