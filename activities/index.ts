import { advanceBranch } from './advance-branch.ts';
import { callModel } from './call-model.ts';
import { deliverBranch } from './deliver-branch.ts';
import { measureBaseline } from './measure-baseline.ts';
import { mergeModule } from './merge-module.ts';
import type { Ports } from './ports.ts';
import { prepareEnvironment } from './prepare-environment.ts';
import { prepareMigration } from './prepare-migration.ts';
import { readBranch } from './read-branch.ts';
import { runRecipe } from './run-recipe.ts';
import { runTools } from './run-tools.ts';
import { toTemporalFailure } from './support/to-temporal-failure.ts';
import { verifyModule } from './verify-module.ts';
import { writeReport } from './write-report.ts';

/** All activities, made from the ports. Their failures leave as Temporal failures. */
export function createActivities(ports: Ports) {
  return {
    advanceBranch: guarded(advanceBranch(ports)),
    callModel: guarded(callModel(ports)),
    deliverBranch: guarded(deliverBranch(ports)),
    measureBaseline: guarded(measureBaseline(ports)),
    mergeModule: guarded(mergeModule(ports)),
    prepareEnvironment: guarded(prepareEnvironment(ports)),
    readBranch: guarded(readBranch(ports)),
    prepareMigration: guarded(prepareMigration(ports)),
    runRecipe: guarded(runRecipe(ports)),
    runTools: guarded(runTools(ports)),
    verifyModule: guarded(verifyModule(ports)),
    writeReport: guarded(writeReport(ports)),
  };
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
