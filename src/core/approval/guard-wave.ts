import type { Guarded } from './guarded.ts';
import { readMessage, type Via } from './read-message.ts';
import { showValue } from './show-value.ts';

export type WaveState = {
  /** Whether the migration file asks for the approval of waves. */
  asked: boolean;
  /** The digest of the wave that waits as a whole now; undefined when none does. */
  awaited: string | undefined;
};

/** Judges the approval of a wave, which has to name the digest of all merges that wait. */
export function guardWave(payload: unknown, via: Via, { asked, awaited }: WaveState): Guarded {
  const read = readMessage(payload, via, JSON.stringify({ v: 1, wave: awaited ?? 'DIGEST', actor: 'YOU' }));
  if (read.kind === 'refused') return read;
  const { actor, channel, reason, fields } = read.message;
  const { wave } = fields;
  if (typeof wave !== 'string') return { kind: 'refused', why: `"wave" must be a text, not ${showValue(wave)}` };
  if (!asked) return { kind: 'refused', why: 'waves are approved with approve.merge: wave alone; approve each merge' };
  if (awaited === undefined)
    return { kind: 'refused', why: 'no wave waits here now: one does when none of its modules is at work any more' };
  if (wave !== awaited)
    return { kind: 'refused', why: `the wave that waits is ${awaited} now, not ${showValue(wave)}` };
  return { kind: 'accepted', decision: { kind: 'approveWave', actor, channel, reason, wave } };
}
