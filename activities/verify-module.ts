import { evidenceSetting } from '../src/core/evidence/evidence-setting.ts';
import { canonicalJson } from '../src/core/json/canonical-json.ts';
import { verifyCommands } from '../src/core/plan/verify-commands.ts';
import type { Evidence, MemoSource, Verification } from '../src/domain/evidence.ts';
import type { ConfigurationChange } from '../src/domain/configuration-change.ts';
import type { BlobRef, CommitId } from '../src/domain/ids.ts';
import type { Usage } from '../src/domain/usage.ts';
import type { Records } from '../src/ports/records.ts';
import type { Baseline } from './measure-baseline.ts';
import type { Ports } from './ports.ts';
import { baselineRecord } from './support/baseline-record.ts';
import { findingLine } from './support/finding-line.ts';
import { judgeModule } from './support/judge-module.ts';
import { findModule, loadPlan } from './support/load-plan.ts';
import type { ModuleStep } from './support/module-step.ts';
import { once } from './support/once.ts';
import { readJson } from './support/read-json.ts';
import { runVerification } from './support/run-verification.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';

export type VerifyModuleInput = ModuleStep & {
  /** The commit that the module's changes are counted from. */
  start: CommitId;
  commit: CommitId;
  baseline: BlobRef;
  /** For instance 'recipe', 'attempt-1' or 'merge'. */
  step: string;
  /** What the module has used so far. */
  usage?: Usage;
};
export type Verdict = {
  verdict: 'verified' | 'rejected';
  evidence: BlobRef;
  tests: { before: number; after: number; matched: number };
  /** The findings that reject, a line each, the first few: what a person sees in the Temporal UI. */
  findings: string[];
  memoised: boolean;
  /** The configuration of the verify commands that it changes, by leave of the migration file; a person decides on it. None where it is missing. */
  configuration?: ConfigurationChange[];
};

const shownFindings = 5;
const listedConfiguration = 100;

/** Runs the `run` commands at a commit, compares with the baseline, and stores the evidence. */
export function verifyModule(ports: Omit<Ports, 'journal' | 'model'>) {
  return (input: VerifyModuleInput): Promise<Verdict> =>
    withHeartbeat(async (signal) => {
      const plan = await loadPlan(ports.blobs, input.plan);
      const module = findModule(plan, input.module);
      const { start, commit } = input;
      const step = `modules/${module.key}/round-${input.round}/verify-${input.step}-${commit}`;
      return once(ports.records, input.migration, step, async () => {
        const before = await readJson<Verification>(ports.blobs, input.baseline);
        const commands = verifyCommands(plan, module);
        const { verification: after, memo } = await runVerification(
          ports,
          { plan, module, commit, base: start, round: input.round, commands, baseline: before },
          signal,
        );
        const { configuration, ...compared } = await judgeModule(ports, { plan, module, start, commit, before, after });
        const baselineMemo = await readBaselineMemo(ports.records, input);
        const evidence: Evidence = {
          v: 1,
          kind: 'verification',
          drover: ports.version,
          ...evidenceSetting(plan, module),
          module: module.key,
          path: module.path,
          round: input.round,
          step: input.step,
          base: start,
          head: commit,
          before,
          after,
          memoised: memo !== undefined,
          ...(memo && { memo }),
          ...(baselineMemo && { baselineMemo }),
          ...(input.usage && { usage: input.usage }),
          ...compared,
        };
        return {
          verdict: compared.verdict,
          evidence: await ports.blobs.put(canonicalJson(evidence)),
          tests: compared.tests,
          findings: compared.findings
            .filter((finding) => finding.rejects)
            .slice(0, shownFindings)
            .map(findingLine),
          memoised: memo !== undefined,
          ...(configuration.length > 0 && { configuration: configuration.slice(0, listedConfiguration) }),
        };
      });
    });
}

/** Where the baseline was measured, if not for this module; one of an earlier start of the module is not looked for. */
async function readBaselineMemo(records: Records, input: VerifyModuleInput): Promise<MemoSource | undefined> {
  const name = baselineRecord({ key: input.module, round: input.round, start: input.start });
  const known = (await records.read(input.migration, name)) as { result: Baseline } | undefined;
  return known?.result.baseline === input.baseline ? known.result.memo : undefined;
}
