import { createHash } from 'node:crypto';
import { evidenceSetting } from '../../src/core/evidence/evidence-setting.ts';
import { failureShape } from '../../src/core/evidence/failure-shape.ts';
import { canonicalJson } from '../../src/core/json/canonical-json.ts';
import { verifyCommands } from '../../src/core/plan/verify-commands.ts';
import type { Evidence, MemoSource, MergeBatch, Verification } from '../../src/domain/evidence.ts';
import type { BlobRef, CommitId } from '../../src/domain/ids.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { Usage } from '../../src/domain/usage.ts';
import type { Records } from '../../src/ports/records.ts';
import type { Baseline } from '../measure-baseline.ts';
import type { Ports } from '../ports.ts';
import type { Verdict } from '../verify-module.ts';
import { baselineRecord } from './baseline-record.ts';
import { findingLine } from './finding-line.ts';
import { judgeModule } from './judge-module.ts';
import { findModule } from './load-plan.ts';
import type { ModuleStep } from './module-step.ts';
import { once } from './once.ts';
import { readJson } from './read-json.ts';
import { runVerification } from './run-verification.ts';
import type { SharedRuns } from './shared-runs.ts';

export type ProvedModule = ModuleStep & {
  /** The commit that the module's changes are counted from. */
  start: CommitId;
  commit: CommitId;
  baseline: BlobRef;
  /** For instance 'recipe', 'attempt-1' or 'merge'. */
  step: string;
  /** What the module has used so far. */
  usage?: Usage;
  /** Set where it is verified together with others, whose changes lie in the same commit. */
  batch?: MergeBatch;
};

const shownFindings = 5;
const listedConfiguration = 100;

/** Runs a module's `run` commands at a commit, compares with its baseline, and stores the evidence; once, however often it is asked for. */
export function proveModule(
  ports: Omit<Ports, 'journal' | 'model'>,
  { plan, input, shared }: { plan: Plan; input: ProvedModule; shared?: SharedRuns },
  signal: AbortSignal,
): Promise<Verdict> {
  const { start, commit, batch } = input;
  const module = findModule(plan, input.module);
  const record = `modules/${module.key}/round-${input.round}/verify-${input.step}-${commit}`;
  return once(ports.records, input.migration, record, async () => {
    const before = await readJson<Verification>(ports.blobs, input.baseline);
    const commands = verifyCommands(plan, module);
    const work = { plan, module, commit, base: start, round: input.round, commands, baseline: before };
    const { verification: after, memo } = await runVerification(ports, { ...work, ...(shared && { shared }) }, signal);
    const own = batch?.own ?? { from: start, to: commit };
    const { configuration, ...compared } = await judgeModule(ports, {
      plan,
      module,
      start: own.from,
      head: own.to,
      commit,
      before,
      after,
    });
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
      ...(batch && { batch }),
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
      shape: createHash('sha256').update(failureShape(compared.findings, module.path)).digest('hex').slice(0, 16),
      memoised: memo !== undefined,
      ...(configuration.length > 0 && { configuration: configuration.slice(0, listedConfiguration) }),
    };
  });
}

/** Where the baseline was measured, if not for this module; one of an earlier start of the module is not looked for. */
async function readBaselineMemo(records: Records, input: ProvedModule): Promise<MemoSource | undefined> {
  const name = baselineRecord({ key: input.module, round: input.round, start: input.start });
  const known = (await records.read(input.migration, name)) as { result: Baseline } | undefined;
  return known?.result.baseline === input.baseline ? known.result.memo : undefined;
}
