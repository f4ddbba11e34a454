import { advanceBranch } from './advance-branch.ts';
import { callModel } from './call-model.ts';
import { checkNeeded } from './check-needed.ts';
import { deliverBranch } from './deliver-branch.ts';
import { gatherChecks } from './gather-checks.ts';
import { measureBaseline } from './measure-baseline.ts';
import { mergeModule } from './merge-module.ts';
import type { Ports } from './ports.ts';
import { prepareEnvironment } from './prepare-environment.ts';
import { prepareMigration } from './prepare-migration.ts';
import { readBranch } from './read-branch.ts';
import { readLine } from './read-line.ts';
import { runRecipe } from './run-recipe.ts';
import { runTools } from './run-tools.ts';
import { toTemporalFailure } from './support/to-temporal-failure.ts';
import { takeBack } from './take-back.ts';
import { verifyModule } from './verify-module.ts';
import { verifyWhole } from './verify-whole.ts';
import { writeReport } from './write-report.ts';

/** What runs beside the workflows: git at object level and records. Like all activities, their failures leave as Temporal failures. */
export function lightActivities(ports: Pick<Ports, 'blobs' | 'records' | 'store' | 'version'>) {
  return {
    advanceBranch: guarded(advanceBranch(ports)),
    deliverBranch: guarded(deliverBranch(ports)),
    gatherChecks: guarded(gatherChecks(ports)),
    mergeModule: guarded(mergeModule(ports)),
    prepareMigration: guarded(prepareMigration(ports)),
    readBranch: guarded(readBranch(ports)),
    readLine: guarded(readLine(ports)),
    takeBack: guarded(takeBack(ports)),
    writeReport: guarded(writeReport(ports)),
  };
}

/** What waits for a model. */
export function modelActivities(ports: Pick<Ports, 'blobs' | 'journal' | 'model' | 'records' | 'store'>) {
  return { callModel: guarded(callModel(ports)) };
}

/** What runs commands in the sandbox. */
export function sandboxActivities(ports: Omit<Ports, 'journal' | 'model'>) {
  return {
    checkNeeded: guarded(checkNeeded(ports)),
    measureBaseline: guarded(measureBaseline(ports)),
    prepareEnvironment: guarded(prepareEnvironment(ports)),
    runRecipe: guarded(runRecipe(ports)),
    runTools: guarded(runTools(ports)),
    verifyModule: guarded(verifyModule(ports)),
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
