import { describe, expect, it } from 'vitest';
import { renamingBrain } from '../support/renaming-brain.ts';
import { gitRepository } from '../support/git-repository.ts';
import { migrationData } from '../support/migration-data.ts';
import { sharedStack } from '../support/shared-stack.ts';
import { smallMigration } from '../support/small-migration.ts';

const stack = sharedStack(() => ({ brain: renamingBrain({ 'packages/bad/word.txt': ['BAD', 'BAD'] }) }));

type File = Parameters<ReturnType<typeof stack>['start']>[0];

const has = (word: string) =>
  `echo 1..1; if grep -rq ${word} "$MODULE"; then echo 'ok 1 - word'; else echo 'not ok 1 - word'; exit 1; fi`;

/** A workspace: packages with the names of those that each one depends on. Each begins where the word of all of them is OLD. */
async function start(packages: Record<string, string[]>, more: Partial<File> = {}) {
  const repository = await gitRepository({
    'package.json': JSON.stringify({ workspaces: ['packages/*'] }),
    ...Object.fromEntries(
      Object.entries(packages).flatMap(([name, uses]) => {
        const dependencies = Object.fromEntries(uses.map((other) => [`@w/${other}`, '*']));
        return [
          [`packages/${name}/package.json`, JSON.stringify({ name: `@w/${name}`, dependencies })],
          [`packages/${name}/index.js`, uses.map((other) => `require('@w/${other}');\n`).join('')],
          [`packages/${name}/word.txt`, 'OLD\n'],
        ];
      }),
    ),
  });
  const { id, result } = await stack().start({
    ...smallMigration(repository.folder),
    modules: { by: 'workspaces', dependsOn: 'manifests' },
    verify: [{ name: 'test', before: has('OLD'), run: has('NEW'), report: 'tap' }],
    recipe: [{ run: 'case "$MODULE" in *bad*) ;; *) sed -i s/OLD/NEW/ "$MODULE/word.txt";; esac' }],
    budget: { attempts: 1 },
    approve: { merge: 'none' },
    ...more,
  });
  return { id, result, data: migrationData(stack().dataFolder, id) };
}

const chain = { app: ['lib'], lib: ['core'], core: [], alone: [] };

describe('modules that depend on one another', () => {
  it.each(['manifests', 'imports'] as const)('land in waves, by their %s', async (dependsOn) => {
    const { result, data } = await start(chain, { modules: { by: 'workspaces', dependsOn } });
    const report = await result;
    expect(report).toMatchObject({ status: 'completed', waves: [2, 1, 1] });
    const landed = (await data.landed(report.base)).map(({ module }) => module);
    const order = ['packages/core', 'packages/lib', 'packages/app'];
    expect(landed.filter((path) => order.includes(path ?? ''))).toEqual(order);
    // Each began on the branch as it was when all that it depends on had landed.
    const commitOf = (name: string) => report.modules.find(({ path }) => path === `packages/${name}`);
    expect((await data.landed(report.base)).map(({ commit }) => commit)).toContain(commitOf('app')?.start);
  });

  it('leave those out that need one which did not land, and no others', async () => {
    const { result } = await start({ bad: [], user: ['bad'], far: ['user'], alone: [] });
    const report = await result;
    expect(report.status).toBe('completed-with-unresolved');
    expect(Object.fromEntries(report.modules.map(({ path, state, reason }) => [path, [state, reason]]))).toEqual({
      'packages/alone': ['merged', undefined],
      'packages/bad': ['unresolved', expect.any(String)],
      'packages/far': ['skipped', 'it depends on packages/user, which did not land (skipped)'],
      'packages/user': ['skipped', 'it depends on packages/bad, which did not land (unresolved)'],
    });
  });

  it('are all measured by a plan, which shows the waves, and says which are in a circle', async () => {
    const repository = { ...chain, one: ['other'], other: ['one'] };
    const { id } = await start(repository, { approve: { plan: true, merge: 'none' } });
    const { warnings } = await stack().until(id, ({ awaitsPlan }) => awaitsPlan !== undefined);
    expect(warnings).toEqual([
      'they depend on each other in a circle, so none waits for another: packages/one, packages/other',
    ]);
    await stack().migrations.cancel(id);
  });

  it('may be named by a list', async () => {
    const { result, data } = await start(chain, {
      modules: {
        by: 'list',
        list: [
          { path: 'app', paths: ['packages/app/**'], dependsOn: ['core'] },
          { path: 'core', paths: ['packages/core/**'] },
        ],
      },
      recipe: [{ run: 'sed -i s/OLD/NEW/ "packages/$MODULE/word.txt"' }],
      verify: [{ name: 'test', run: 'test -e "packages/$MODULE/word.txt"', report: 'exit-code' }],
    });
    const report = await result;
    expect(report).toMatchObject({ status: 'completed', waves: [1, 1] });
    expect((await data.landed(report.base)).map(({ module }) => module)).toEqual(['core', 'app']);
  });
});
