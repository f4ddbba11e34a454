import { join } from 'node:path';
import { demoBrain } from '../../src/dev/demo/demo-brain.ts';
import { makeMinimistRepository } from '../../src/dev/demo/make-minimist-repository.ts';
import { demoMigration } from '../../src/dev/demo/migration.ts';
import { nodeToolchain } from '../../src/dev/demo/node-toolchain.ts';
import { npmEnvironment } from '../../src/dev/demo/npm-environment.ts';
import { countUsage, type HarnessUsage } from './count-usage.ts';
import { withBenchStack } from './with-bench-stack.ts';

/** Runs the demo's migration, minimist from tape to node:test, without its approvals. */
export function runDemoMigration(): Promise<HarnessUsage> {
  return withBenchStack({ brain: demoBrain }, async ({ folder, migrate, rehearsal }) => {
    const repository = join(folder, 'minimist');
    await makeMinimistRepository(repository, console.error);
    const file = demoMigration({ repository, toolchains: nodeToolchain(), env: await npmEnvironment() });
    const report = await migrate('demo', { ...file, approve: { merge: 'none', config: 'none' } });
    return countUsage(rehearsal.calls(), report.modules.length);
  });
}
