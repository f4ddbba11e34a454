import { join } from 'node:path';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import type { z } from 'zod';
import { createActivities, type Activities } from '../../activities/index.ts';
import type { Ports } from '../../activities/ports.ts';
import type { PreparedMigration } from '../../activities/prepare-migration.ts';
import type { ModuleStep } from '../../activities/support/module-step.ts';
import { readConfig } from '../../src/config.ts';
import type { Brain } from '../../src/dev/rehearsal/brain.ts';
import type { ProviderTraits } from '../../src/dev/rehearsal/provider-traits.ts';
import type { Rehearsal } from '../../src/dev/rehearsal/rehearsal.ts';
import { MigrationFile } from '../../src/domain/migration-file.ts';
import { createPorts } from '../../src/worker/create-ports.ts';
import { chooseSandboxOnce } from './choose-sandbox-once.ts';
import { rehearsalForTest } from './rehearsal-for-test.ts';
import { renamingBrain } from './renaming-brain.ts';
import { temporaryFolder } from './temporary-folder.ts';

export type ActivitiesForTest = {
  ports: Ports;
  dataFolder: string;
  rehearsal: Rehearsal;
  prepared: PreparedMigration;
  /** What steps of the first module are given. */
  step: ModuleStep;
  /** Runs an activity as a worker does: with heartbeats, and with a cancellation when `environment.cancel()` is called. */
  run<Name extends keyof Activities>(
    name: Name,
    input: Parameters<Activities[Name]>[0],
    environment?: MockActivityEnvironment,
  ): Promise<Awaited<ReturnType<Activities[Name]>>>;
};

/** The real adapters on a temporary data folder, with a migration prepared. */
export async function activitiesForTest(
  file: z.input<typeof MigrationFile>,
  brain: Brain = renamingBrain(),
  traits: ProviderTraits = {},
): Promise<ActivitiesForTest> {
  const folder = await temporaryFolder();
  const rehearsal = await rehearsalForTest({ brain, traits });
  const config = readConfig({
    ...process.env,
    DROVER_DATA: join(folder, 'data'),
    OPENAI_API_KEY: 'rehearsal',
    OPENAI_BASE_URL: rehearsal.baseUrl,
  });
  const { ports } = await createPorts(config, undefined, undefined, chooseSandboxOnce);
  const activities = createActivities(ports);
  const run: ActivitiesForTest['run'] = (name, input, environment = quietEnvironment()) =>
    environment.run(activities[name] as (given: unknown) => Promise<never>, input);
  const prepared = await run('prepareMigration', { v: 1, migration: 'm', file: MigrationFile.parse(file) });
  const step: ModuleStep = {
    v: 1,
    migration: 'm',
    plan: prepared.plan,
    module: prepared.modules[0]?.key ?? '',
    round: 1,
  };
  return { ports, dataFolder: config.dataFolder, rehearsal, prepared, step, run };
}

/** Failures are what some tests are about: the worker's warnings would only drown the report. */
export function quietEnvironment(): MockActivityEnvironment {
  return new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') });
}
