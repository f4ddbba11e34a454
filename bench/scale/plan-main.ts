import { MockActivityEnvironment } from '@temporalio/testing';
import type { PreparedMigration, PrepareMigrationInput } from '../../activities/prepare-migration.ts';
import { createActivities } from '../../activities/index.ts';
import { readConfig } from '../../src/config.ts';
import { MigrationFile } from '../../src/domain/migration-file.ts';
import { createPorts } from '../../src/worker/create-ports.ts';

/** Plans a migration of the repository that is named, as a worker would, and prints how long it took and the most memory that this process had. */
const [repository = '', dataFolder = ''] = process.argv.slice(2);
const file = MigrationFile.parse({
  drover: 1,
  name: 'plan',
  repository: { url: repository, ref: 'main' },
  goal: 'Plan it.',
  modules: { by: 'workspaces', dependsOn: 'manifests' },
  verify: [{ run: 'true' }],
});
const { ports } = await createPorts(readConfig({ ...process.env, DROVER_DATA: dataFolder }));
const { prepareMigration } = createActivities(ports);
const begun = performance.now();
const input: PrepareMigrationInput = { v: 1, migration: 'plan', file };
const activity = prepareMigration as (given: unknown) => Promise<never>;
const { modules }: PreparedMigration = await new MockActivityEnvironment().run(activity, input);
const seconds = (performance.now() - begun) / 1000;
console.log(JSON.stringify({ modules: modules.length, seconds, megabytes: process.resourceUsage().maxRSS / 1024 }));
process.exit(0);
