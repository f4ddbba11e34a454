import { adoptCommit } from './adopt-commit.ts';
import { advanceBranch } from './advance-branch.ts';
import { attributeGroup } from './attribute-group.ts';
import { callModel } from './call-model.ts';
import { checkNeeded } from './check-needed.ts';
import { compressContext } from './compress-context.ts';
import { deliverBranch } from './deliver-branch.ts';
import { gatherChecks } from './gather-checks.ts';
import { listModules } from './list-modules.ts';
import { makeGenerated } from './make-generated.ts';
import { measureBaseline } from './measure-baseline.ts';
import { mergeGroup } from './merge-group.ts';
import { mergeModule } from './merge-module.ts';
import type { Ports } from './ports.ts';
import { planRollback } from './plan-rollback.ts';
import { prepareEnvironment } from './prepare-environment.ts';
import { prepareMigration } from './prepare-migration.ts';
import { probeModels } from './probe-models.ts';
import { readBranch } from './read-branch.ts';
import { readLine } from './read-line.ts';
import { recordRollback } from './record-rollback.ts';
import { reviewModule } from './review-module.ts';
import { runRecipe } from './run-recipe.ts';
import { runTools } from './run-tools.ts';
import { toTemporalFailure } from './support/to-temporal-failure.ts';
import { takeBack } from './take-back.ts';
import { verifyBatch } from './verify-batch.ts';
import { verifyModule } from './verify-module.ts';
import { verifyRollback } from './verify-rollback.ts';
import { verifyWhole } from './verify-whole.ts';
import { writeReport } from './write-report.ts';

/** What runs beside the workflows: git at object level and records. Like all activities, their failures leave as Temporal failures. */
export function lightActivities(ports: Pick<Ports, 'blobs' | 'catalog' | 'journal' | 'records' | 'store' | 'version'>) {
  return {
    adoptCommit: guarded(adoptCommit(ports)),
    advanceBranch: guarded(advanceBranch(ports)),
    attributeGroup: guarded(attributeGroup(ports)),
    deliverBranch: guarded(deliverBranch(ports)),
    gatherChecks: guarded(gatherChecks(ports)),
    mergeGroup: guarded(mergeGroup(ports)),
    mergeModule: guarded(mergeModule(ports)),
    prepareMigration: guarded(prepareMigration(ports)),
    readBranch: guarded(readBranch(ports)),
    recordRollback: guarded(recordRollback(ports)),
    writeReport: guarded(writeReport(ports)),
  };
}

/** What waits for a model. */
export function modelActivities(ports: Pick<Ports, 'blobs' | 'journal' | 'model' | 'records' | 'store'>) {
  return {
    callModel: guarded(callModel(ports)),
    probeModels: guarded(probeModels(ports)),
    reviewModule: guarded(reviewModule(ports)),
    compressContext: guarded(compressContext(ports)),
  };
}

/** What runs commands in the sandbox, and what merges and has to make generated files anew there. */
export function sandboxActivities(ports: Omit<Ports, 'journal' | 'model'>) {
  return {
    checkNeeded: guarded(checkNeeded(ports)),
    listModules: guarded(listModules(ports)),
    makeGenerated: guarded(makeGenerated(ports)),
    measureBaseline: guarded(measureBaseline(ports)),
    planRollback: guarded(planRollback(ports)),
    prepareEnvironment: guarded(prepareEnvironment(ports)),
    readLine: guarded(readLine(ports)),
    runRecipe: guarded(runRecipe(ports)),
    runTools: guarded(runTools(ports)),
    takeBack: guarded(takeBack(ports)),
    verifyBatch: guarded(verifyBatch(ports)),
    verifyModule: guarded(verifyModule(ports)),
    verifyRollback: guarded(verifyRollback(ports)),
    verifyWhole: guarded(verifyWhole(ports)),
  };
}

/** All activities, made from the ports. */
export function createActivities(ports: Ports) {
  return { ...lightActivities(ports), ...modelActivities(ports), ...sandboxActivities(ports) };
}

export type Activities = ReturnType<typeof createActivities>;

function guarded<Input, Output>(activity: (input: Input) => Promise<Output>): (input: Input) => Promise<Output> {
  return async (input) => {
    try {
      return await activity(input);
    } catch (error) {
      throw toTemporalFailure(error);
    }
  };
}
