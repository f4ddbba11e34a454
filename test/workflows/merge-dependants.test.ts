import { describe, expect, it } from 'vitest';
import type { Brain } from '../../src/dev/rehearsal/brain.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import { gitRepository } from '../support/git-repository.ts';
import { migrationData } from '../support/migration-data.ts';
import { sharedStack } from '../support/shared-stack.ts';
import { smallMigration } from '../support/small-migration.ts';

const helpless: Brain = () => ({ text: 'I see nothing to do.', calls: [] });
const stack = sharedStack(() => ({ brain: helpless }));

/** Two packages that use each other, of which `one` has landed and `other` has been approved; and the verifications of `one` since. */
async function landBoth(run: string) {
  const manifest = (name: string, uses: string) => JSON.stringify({ name, dependencies: { [uses]: '*' } });
  const repository = await gitRepository({
    'package.json': JSON.stringify({ workspaces: ['packages/*'] }),
    'packages/one/package.json': manifest('one', 'other'),
    'packages/one/word.txt': 'OLD\n',
    'packages/other/package.json': manifest('other', 'one'),
    'packages/other/word.txt': 'OLD\n',
  });
  const { id, result } = await stack().start({
    ...smallMigration(repository.folder),
    modules: { by: 'workspaces', dependsOn: 'manifests' },
    recipe: [{ run: 'sed -i s/OLD/NEW/ "$MODULE/word.txt"' }],
    verify: [{ name: 'test', before: 'true', run, report: 'exit-code' }],
    budget: { attempts: 1 },
  });
  const { awaiting } = await stack().until(id, (progress) => progress.awaiting.length === 2);
  for (const name of ['one', 'other']) {
    const { workflowId = '', awaits } = awaiting.find(({ path }) => path === `packages/${name}`) ?? {};
    await stack().migrations.approveMerge(workflowId, { head: '', evidence: '', ...awaits, actor: 'ann' });
    if (name === 'one') await stack().until(id, ({ finished }) => finished.length === 1);
  }
  const data = migrationData(stack().dataFolder, id);
  const again = async (): Promise<Evidence[]> => {
    const names = (await data.recordNames()).filter((name) => name.includes('/verify-dependant-'));
    const records = await Promise.all(names.map((name) => data.record(name)));
    return Promise.all(
      records.map((record) => data.evidence((record as { result: { evidence: string } }).result.evidence)),
    );
  };
  return { id, result, data, again };
}

describe('modules that have landed', { timeout: 60_000 }, () => {
  it('are verified again when one that they depend on lands, and its evidence says so', async () => {
    const { result, data, again } = await landBoth('test -e "$MODULE/word.txt"');
    const report = await result;
    expect(report.status).toBe('completed');
    const [, other] = report.modules;
    const proof = await data.evidence(other?.evidence);
    expect(proof).toMatchObject({
      path: 'packages/other',
      head: other?.commit,
      batch: { dependants: ['packages/one'] },
    });
    expect(await again()).toMatchObject([
      { path: 'packages/one', step: 'dependant', verdict: 'verified', head: other?.commit },
    ]);
  });

  it('send the one back that makes them red', async () => {
    const red =
      'if [ "$MODULE" = packages/one ] && grep -q NEW packages/other/word.txt; then echo one is broken; exit 1; fi';
    const { id, result, again } = await landBoth(red);
    const { awaiting } = await stack().until(id, (progress) => progress.awaiting[0]?.refused.length === 1);
    expect(awaiting).toMatchObject([
      { path: 'packages/other', refused: ['merged with what others changed, it is red'] },
    ]);
    const [evidence] = await again();
    expect(evidence).toMatchObject({
      path: 'packages/one',
      verdict: 'rejected',
      batch: { modules: ['packages/other'] },
    });
    await stack().migrations.skip(id, 'packages/other', { actor: 'ann', channel: 'cli' });
    expect((await result).modules).toMatchObject([{ state: 'merged' }, { state: 'skipped' }]);
  });
});
