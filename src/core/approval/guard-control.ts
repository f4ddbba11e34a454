import type { Guarded } from './guarded.ts';
import { readMessage, type Via } from './read-message.ts';

export type ControlState = {
  paused: boolean;
  /** Set when it has ended, or is being stopped: why nothing can be controlled any more. */ over?: string;
};

/** Judges pause, resume and cancel of a migration. */
export function guardControl(
  kind: 'pause' | 'resume' | 'cancel',
  payload: unknown,
  via: Via,
  { paused, over }: ControlState,
): Guarded {
  const read = readMessage(payload, via, JSON.stringify({ v: 1, actor: 'YOU' }));
  if (read.kind === 'refused') return read;
  if (over !== undefined) return { kind: 'refused', why: over };
  if (kind === 'pause' && paused) return { kind: 'refused', why: 'the migration is paused already' };
  if (kind === 'resume' && !paused) return { kind: 'refused', why: 'the migration is not paused' };
  const { actor, channel, reason } = read.message;
  return { kind: 'accepted', decision: { kind, actor, channel, reason } };
}
