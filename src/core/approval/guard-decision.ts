/** A merge that waits for a person: the commit that would be merged, and the digest of the evidence for it. */
export type AwaitedMerge = { head: string; evidence: string };

export type MergeDecision = {
  decision: 'approve' | 'reject';
  actor: string;
  reason: string;
  head: string;
  evidence: string;
};

export type Guarded = { kind: 'accepted'; decision: MergeDecision } | { kind: 'refused'; why: string };

/**
 * Judges the payload of an approveMerge or rejectMerge signal. It never throws, whatever a person typed into the Temporal UI: a
 * handler that throws would fail the workflow's task for ever. What is stale, unknown or malformed is refused with the reason.
 */
export function guardDecision(
  decision: 'approve' | 'reject',
  payload: unknown,
  awaited: AwaitedMerge | undefined,
): Guarded {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
    return refused(`the payload must be an object such as ${example(awaited)}, not ${describe(payload)}`);
  }
  const fields = payload as Record<string, unknown>;
  if (fields['v'] !== 1) return refused(`"v" must be 1, not ${describe(fields['v'])}`);
  for (const name of ['head', 'evidence']) {
    if (typeof fields[name] !== 'string') return refused(`"${name}" must be a text, not ${describe(fields[name])}`);
  }
  const actor = fields['actor'] ?? 'unnamed';
  const reason = fields['reason'] ?? '';
  if (typeof actor !== 'string' || typeof reason !== 'string') return refused('"actor" and "reason" must be texts');
  if (decision === 'reject' && reason.trim() === '') {
    return refused('a rejection needs a "reason": it goes to the model as one more attempt');
  }
  if (awaited === undefined) return refused('nothing waits for approval here now');
  if (fields['head'] !== awaited.head)
    return refused(`the head is ${awaited.head} now, not ${describe(fields['head'])}`);
  if (fields['evidence'] !== awaited.evidence) {
    return refused(`the evidence is ${awaited.evidence} now, not ${describe(fields['evidence'])}`);
  }
  return {
    kind: 'accepted',
    decision: {
      decision,
      actor: actor.slice(0, 200),
      reason: reason.slice(0, 4_000),
      head: awaited.head,
      evidence: awaited.evidence,
    },
  };
}

function refused(why: string): Guarded {
  return { kind: 'refused', why };
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 80));
  if (Array.isArray(value)) return 'a list';
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return `${value}`;
  return 'an object';
}

function example(awaited: AwaitedMerge | undefined): string {
  return JSON.stringify({
    v: 1,
    head: awaited?.head ?? 'COMMIT',
    evidence: awaited?.evidence ?? 'DIGEST',
    actor: 'YOU',
  });
}
