import { expect, inject, it, onTestFinished } from 'vitest';
import { startTemporal } from '../../src/dev/temporal/start-temporal.ts';
import { gitRepository } from '../support/git-repository.ts';
import { migrationData } from '../support/migration-data.ts';
import { migrationStack, type StackOptions } from '../support/migration-stack.ts';
import { renamingBrain } from '../support/renaming-brain.ts';
import { smallMigration } from '../support/small-migration.ts';

const paths = ['a.txt', 'b.txt', 'c.txt', 'd.txt', 'e.txt'];

/** Says in TAP whether something holds. */
const holds = (condition: string) =>
  `echo 1..2; echo 'ok 1 - it runs'; if ${condition}; then echo 'ok 2 - holds'; else echo 'not ok 2 - holds'; exit 1; fi`;

/** A migration whose modules are green alone; with b.txt and d.txt on the branch, the whole is red. */
async function start(options: Partial<StackOptions> = {}) {
  const repository = await gitRepository(Object.fromEntries(paths.map((path) => [path, 'a word: OLD\n'])));
  const stack = await migrationStack({ brain: renamingBrain(), ...options });
  const { id, workflowId, result } = await stack.start({
    ...smallMigration(repository.folder),
    modules: { by: 'files', include: ['*.txt'] },
    setup: { run: 'mkdir made && echo ready > made/stamp' },
    recipe: [{ run: 'sed -i s/OLD/NEW/ "$MODULE"' }],
    verify: [
      { name: 'word', before: holds('grep -q OLD "$MODULE"'), run: holds('grep -q NEW "$MODULE"'), report: 'tap' },
      {
        name: 'suite',
        per: 'migration',
        run: holds('test -e made/stamp && ! { grep -q NEW b.txt && grep -q NEW d.txt; }'),
        report: 'tap',
      },
    ],
    approve: { merge: 'none' },
    concurrency: 1,
    deliver: { branch: 'migrated' },
  });
  const check = async () => {
    const report = await result;
    expect(report).toMatchObject({
      status: 'completed-with-unresolved',
      finalVerification: { verdict: 'verified', runs: [{ takenBack: [{ path: 'd.txt' }] }, { takenBack: [] }] },
    });
    const landed = await migrationData(stack.dataFolder, id).landed(report.base);
    expect(landed.map(({ module }) => module)).toEqual([...paths, 'd.txt']);
    expect((await repository.git('rev-parse', 'migrated')).trim()).toBe(report.head);
    return report;
  };
  return { stack, id, workflowId, check };
}

it('a worker that is killed in the middle of it, and again when the branch has just moved, repeats no merge and takes nothing back twice', async () => {
  const { stack, id, check } = await start();
  await stack.until(id, ({ final }) => (final?.checked ?? 0) > 0);
  await stack.worker.kill();
  // The lease's ref moves first, then the branch.
  await stack.startWorker({ DROVER_FAILPOINT: 'after-ref-update:2' });
  expect(await stack.worker.ended).toMatchObject({ signal: 'SIGKILL' });
  await stack.startWorker();
  await check();
}, 480_000);

it('is continued as new again and again, and gets further each time', async () => {
  const server = await startTemporal({
    binary: inject('temporal').binary,
    ui: false,
    dynamicConfig: { 'limit.historyCount.suggestContinueAsNew': 40 },
    log: () => {},
  });
  onTestFinished(() => server.stop());
  const { stack, workflowId, check } = await start({ temporal: server });
  await check();
  const { historyLength } = await stack.client.workflow.getHandle(workflowId).describe();
  expect(historyLength).toBeLessThan(120);
}, 480_000);
