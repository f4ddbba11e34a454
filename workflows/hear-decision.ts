import { ApplicationFailure, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';
import type { Guarded } from '../src/core/approval/guarded.ts';
import type { Via } from '../src/core/approval/read-message.ts';
import type { Decision } from '../src/domain/decision.ts';
import type { DecisionMessage } from './messages.ts';

export type HearDecision = {
  /** What the Temporal UI says of the message. */
  description: string;
  /** Judges a payload by the state now; never throws. */
  guard: (payload: unknown, via: Via) => Guarded;
  accept: (decision: Decision) => void;
  /** Shows why a signal was refused; its sender can't be told. */
  refuseSignal: (why: string) => void;
  /** False: the operator has switched decisions by signal off. */
  signals: boolean;
};

/**
 * Listens to a decision by signal and by update. An update's validator refuses before anything is written into the history, and its sender
 * hears why; a signal can't be refused, so that what is wrong with it is shown where people look.
 */
export function hearDecision(
  name: DecisionMessage,
  { description, guard, accept, refuseSignal, signals }: HearDecision,
): void {
  const decide = (payload: unknown, via: Via): Guarded | { kind: 'decided'; decision: Decision } => {
    const guarded = guard(payload, via);
    if (guarded.kind === 'refused') return guarded;
    const decision: Decision = { ...guarded.decision, at: Date.now() };
    accept(decision);
    return { kind: 'decided', decision };
  };
  setHandler(
    defineSignal<[unknown]>(name),
    (payload) => {
      const outcome: ReturnType<typeof decide> = signals
        ? decide(payload, 'signal')
        : { kind: 'refused', why: switchedOff };
      if (outcome.kind === 'refused') refuseSignal(`${name}: ${outcome.why}`);
    },
    { description },
  );
  setHandler(
    defineUpdate<Decision, [unknown]>(name),
    (payload) => {
      const outcome = decide(payload, 'update');
      if (outcome.kind === 'decided') return outcome.decision;
      throw ApplicationFailure.nonRetryable('why' in outcome ? outcome.why : 'refused', 'Conflict');
    },
    {
      description,
      validator(payload) {
        const guarded = guard(payload, 'update');
        if (guarded.kind === 'refused') throw ApplicationFailure.nonRetryable(guarded.why, 'Conflict');
      },
    },
  );
}

const switchedOff = "the operator has switched decisions by signal off: use 'drover', or Drover's API";
