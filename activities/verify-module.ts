import type { ConfigurationChange } from '../src/domain/configuration-change.ts';
import type { BlobRef } from '../src/domain/ids.ts';
import type { Ports } from './ports.ts';
import { loadPlan } from './support/load-plan.ts';
import { proveModule, type ProvedModule } from './support/prove-module.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';

export type VerifyModuleInput = Omit<ProvedModule, 'batch'>;
export type Verdict = {
  verdict: 'verified' | 'rejected';
  evidence: BlobRef;
  tests: { before: number; after: number; matched: number };
  /** The findings that reject, a line each, the first few: what a person sees in the Temporal UI. */
  findings: string[];
  /** A digest of what the refusal is about (see `failureShape`): equal ones failed alike. */
  shape: string;
  memoised: boolean;
  /** The configuration of the verify commands that it changes, by leave of the migration file; a person decides on it. None where it is missing. */
  configuration?: ConfigurationChange[];
};

/** Runs the `run` commands at a commit, compares with the baseline, and stores the evidence. */
export function verifyModule(ports: Omit<Ports, 'journal' | 'model'>) {
  return (input: VerifyModuleInput): Promise<Verdict> =>
    withHeartbeat(async (signal) =>
      proveModule(ports, { plan: await loadPlan(ports.blobs, input.plan), input }, signal),
    );
}
