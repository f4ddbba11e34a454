import { moduleEvidence } from '../src/core/evidence/module-evidence.ts';
import { summarizeBaseline } from '../src/core/evidence/summarize-baseline.ts';
import { canonicalJson } from '../src/core/json/canonical-json.ts';
import { ownModules } from '../src/core/report/own-modules.ts';
import { redact } from '../src/core/migration-file/redact.ts';
import type { BlobRef } from '../src/domain/ids.ts';
import type { MigrationEvidence } from '../src/domain/migration-evidence.ts';
import type { MigrationReport, ReportedProof } from '../src/domain/migration-report.ts';
import type { Plan } from '../src/domain/plan.ts';
import type { Ports } from './ports.ts';
import { loadPlan } from './support/load-plan.ts';
import { moduleProof, type ModuleProof } from './support/module-proof.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';

export type WriteReportInput = { v: 1; report: MigrationReport };
type ReportPorts = Pick<Ports, 'blobs' | 'records' | 'store' | 'version'>;

/**
 * Writes the documents that say how a migration and its modules ended, then the report with their digest: as a blob and as the
 * migration's record 'report'. The modules' are not written before: until the end a retry, or the final verification, may change how one ended.
 */
export function writeReport(ports: ReportPorts) {
  return ({ report: given }: WriteReportInput): Promise<{ report: BlobRef } & Required<ReportedProof>> =>
    withHeartbeat(async () => {
      const { blobs, records } = ports;
      const proof = await prove(ports, given);
      const report: MigrationReport = { ...given, ...proof };
      const ref = await blobs.put(canonicalJson(report));
      await records.write(report.id, 'report', report);
      return { report: ref, ...proof };
    });
}

async function prove(ports: ReportPorts, report: MigrationReport): Promise<Required<ReportedProof>> {
  const { blobs, records, store, version: drover } = ports;
  const plan = await readPlan(ports, report);
  const baselines: ({ role: string } & NonNullable<ModuleProof['baseline']>)[] = [];
  const proofs = { made: 0, memoised: 0 };
  const modules: MigrationEvidence['modules'] = [];
  for (const result of report.modules) {
    const { evidence, baseline } = await moduleProof(ports, report.id, result);
    if (baseline) baselines.push({ role: result.role, ...baseline });
    if (evidence) proofs[evidence.memoised ? 'memoised' : 'made'] += 1;
    const document = await blobs.put(canonicalJson(moduleEvidence(result, report, { drover, plan })));
    const { key, path, state, commit } = result;
    modules.push({
      key,
      path,
      state,
      document,
      ...(result.evidence !== undefined && { evidence: result.evidence }),
      ...(commit !== undefined && { commit }),
    });
  }
  const baseline = summarizeBaseline(ownModules(baselines, ({ role }) => role));
  const { modules: _, earlierRounds: __, ...whole } = report;
  const migration: MigrationEvidence = {
    ...whole,
    kind: 'migration',
    drover,
    ...(plan && { repository: { url: redact(plan.file.repository.url), ref: plan.file.repository.ref } }),
    ...(report.head !== '' && { tree: await store.tree(report.head) }),
    modules,
    baseline,
    proofs,
    warnings: report.warnings.map(redact),
  };
  const evidence = await blobs.put(canonicalJson(migration));
  const documents = modules.map(({ key, document }) => ({ key, document }));
  await records.write(report.id, 'evidence', { v: 1, step: 'evidence', evidence, modules: documents });
  return { evidence, baseline, proofs };
}

/** None where the migration failed before it had one. */
async function readPlan({ blobs, records }: ReportPorts, { id }: MigrationReport): Promise<Plan | undefined> {
  const record = (await records.read(id, 'plan')) as { plan: BlobRef } | undefined;
  return record && loadPlan(blobs, record.plan);
}
