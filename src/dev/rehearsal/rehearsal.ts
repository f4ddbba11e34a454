import type { FailurePlan } from './failure-plan.ts';
import type { RehearsalCall } from './rehearsal-call.ts';

/** A running rehearsal model server. */
export type Rehearsal = {
  /** With the version, as clients want it: http://127.0.0.1:PORT/v1. */
  baseUrl: string;
  /** All calls of POST /v1/responses and of its compaction so far, in the order in which they were received, but no checks of the connection; copies. */
  calls(): RehearsalCall[];
  /** The checks of the connection so far; copies. */
  probes(): RehearsalCall[];
  /** The calls that have not been answered yet and whose client is still there. */
  inFlight(): RehearsalCall[];
  /** How long the calls from now on take, in milliseconds. */
  setLatency(milliseconds: number): void;
  /** Makes the next calls (of the plan's module, where it names one) fail. Plans are used up in the order in which they came. */
  failNext(plan: FailurePlan): void;
  /** Stops the server and cuts all connections, those of stalled calls too. */
  close(): Promise<void>;
};
