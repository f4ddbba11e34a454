import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { listJournal } from '../../src/adapters/journal/journal-listing.ts';
import { nodeToolchain } from '../../src/dev/demo/node-toolchain.ts';
import type { MigrationFile } from '../../src/domain/migration-file.ts';
import { dataFolders } from '../../src/worker/data-folders.ts';
import { countUsage, type HarnessUsage } from './count-usage.ts';
import { makeWorkspace } from './make-workspace.ts';
import { goal, scriptedBrain } from './scripted-brain.ts';
import { withBenchStack, type BenchStack } from './with-bench-stack.ts';

export type WorkspaceRun = HarnessUsage & {
  /** Requests that were sent again after the kill although the journal had their replies. */
  repeatedRecordedCalls: number;
  /** Requests that were under way at the kill. */
  inFlightAtKill: number;
};

/** Migrates a workspace of so many packages, and kills the worker in the middle; another one goes on. */
export function runWorkspace(packages: number, concurrency: number): Promise<WorkspaceRun> {
  return withBenchStack({ brain: scriptedBrain, latencyMs: 200 }, async (bench) => {
    const repository = join(bench.folder, 'repository');
    await makeWorkspace(repository, packages);
    const migrated = bench.migrate('workspace', workspaceFile(repository, concurrency));
    const killed = await Promise.race([killInTheMiddle(bench, packages), migrated.then(() => undefined)]);
    await migrated;
    const calls = bench.rehearsal.calls();
    const again = calls.filter(
      ({ at, key }) => killed !== undefined && at > killed.at && killed.recorded.has(key ?? ''),
    );
    return {
      ...countUsage(calls, packages),
      repeatedRecordedCalls: again.length,
      inFlightAtKill: killed?.inFlight ?? 0,
    };
  });
}

/** When half of the packages are on their way; what the journal holds is read while nothing can write to it. */
async function killInTheMiddle({ stack, config, rehearsal }: BenchStack, packages: number) {
  while (rehearsal.calls().length < packages || rehearsal.inFlight().length === 0) await sleep(5);
  await stack.worker.kill();
  const at = Date.now();
  const entries = await listJournal(dataFolders(config.dataFolder).journal);
  await stack.startWorker();
  const recorded = new Set(entries.filter((entry) => entry.recorded).map(({ key }) => key));
  return { at, recorded, inFlight: entries.length - recorded.size };
}

function workspaceFile(repository: string, concurrency: number): z.input<typeof MigrationFile> {
  const runTests = 'cd "$MODULE" && node --test --test-reporter=junit';
  return {
    drover: 1,
    name: 'es-modules',
    repository: { url: repository, ref: 'main' },
    goal,
    environment: { path: nodeToolchain() },
    modules: { by: 'workspaces', mayChange: ['{module}', '{module}/package.json'] },
    verify: [
      {
        name: 'test',
        before: runTests,
        run: `! grep -rqE 'require\\(|module\\.exports' "$MODULE" && ${runTests}`,
        report: 'junit',
      },
    ],
    concurrency,
    approve: { merge: 'none', config: 'none' },
    deliver: { to: 'branch', branch: 'drover/es-modules' },
  };
}
