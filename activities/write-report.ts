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
type ReportPorts = Pick<Ports, 'blobs' | 'journal' | 'records' | 'store' | 'version'>;

/**
 * Writes the documents that say how a migration and its modules ended, then the report with their digest: as a blob and as the
 * migration's record 'report'. The modules' are not written before: until the end a retry, or the final verification, may change how one ended.
 */
export function writeReport(ports: ReportPorts) {
  return ({ report: given }: WriteReportInput): Promise<{ report: BlobRef } & Required<ReportedProof>> =>
    withHeartbeat(async () => {
      const { blobs, records } = ports;
      const told = await withUnanswered(ports, given);
      const proof = await prove(ports, told);
      const plan = await readPlan(ports, told);
      const report: MigrationReport = { ...told, ...proof, ...orderOf(told, plan), ...factsOf(told, plan) };
      const ref = await blobs.put(canonicalJson(report));
      await records.write(report.id, 'report', report);
      return { report: ref, ...proof };
    });
}

/** A call that was under way at a kill or a cancellation, and that nobody made again, has no reply that it could be charged by: it is named. */
async function withUnanswered({ journal }: ReportPorts, report: MigrationReport): Promise<MigrationReport> {
  const found = await journal.unanswered(report.id);
  if (found.length === 0) return report;
  const unanswered = found.map(({ place, calls }) => {
    const [key = '', ...where] = place.split('/');
    const path = report.modules.find((module) => module.key === key)?.path ?? key;
    return { path, place: where.join('/'), calls };
  });
  return { ...report, unanswered };
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
      ...(result.reviews && { reviews: result.reviews.map((review) => review.document) }),
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

/** So many modules fit a picture. */
const mostPictured = 60;

/** Which module waits for which, where that makes a picture. */
function orderOf({ waves }: MigrationReport, plan: Plan | undefined): Pick<MigrationReport, 'order'> {
  if (waves === undefined || plan === undefined || plan.modules.length > mostPictured) return {};
  const paths = new Map(plan.modules.map(({ key, path }) => [key, path]));
  const order = plan.modules.map(({ path, wave = 0, dependsOn = [] }) => ({
    path,
    wave,
    dependsOn: dependsOn.flatMap((key) => paths.get(key) ?? []),
  }));
  return { order };
}

function factsOf({ mode }: MigrationReport, plan: Plan | undefined): Pick<MigrationReport, 'facts' | 'leftOut'> {
  if (mode !== 'plan' || plan === undefined) return {};
  const { leftOut } = plan;
  return {
    ...(leftOut && { leftOut }),
    facts: plan.modules.flatMap(({ path, facts }) => (facts === undefined ? [] : [{ path, ...facts }])),
  };
}

/** None where the migration failed before it had one. */
async function readPlan({ blobs, records }: ReportPorts, { id }: MigrationReport): Promise<Plan | undefined> {
  const record = (await records.read(id, 'plan')) as { plan: BlobRef } | undefined;
  return record && loadPlan(blobs, record.plan);
}
