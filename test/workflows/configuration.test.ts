import { expect, it } from 'vitest';
import { describeModule } from '../../src/core/workflow/describe-module.ts';
import { waits } from '../../src/api/views/waits.ts';
import { gitRepository } from '../support/git-repository.ts';
import { renamingBrain } from '../support/renaming-brain.ts';
import { sharedStack } from '../support/shared-stack.ts';
import { smallMigration } from '../support/small-migration.ts';
import { wordModule } from '../support/word-module.ts';

const stack = sharedStack(() => ({ brain: renamingBrain() }));

/** Folders whose recipe changes a test and the folder's package.json. */
async function start(folders: string[], approve: object) {
  const manifest = '{ "scripts": { "test": "tape" } }\n';
  const files = folders.flatMap((folder) => [
    [`${folder}/a.js`, wordModule()],
    [`${folder}/package.json`, manifest],
  ]);
  const repository = await gitRepository(Object.fromEntries(files));
  const change = `sed -i s/OLD/NEW/ "$MODULE/a.js" && echo '{ "scripts": { "test": "node --test" } }' > "$MODULE/package.json"`;
  return stack().start({
    ...smallMigration(repository.folder),
    modules: { by: 'folders', include: folders, mayChange: ['{module}', '{module}/package.json'] },
    recipe: [{ run: change }],
    verify: [
      {
        before: 'WORD=OLD node --test --test-reporter=junit "$MODULE/a.js"',
        run: 'WORD=NEW node --test --test-reporter=junit "$MODULE/a.js"',
      },
    ],
    approve: { merge: 'none', ...approve },
    concurrency: 2,
    deliver: { branch: 'migrated' },
  });
}

it('changes of configuration wait for a person though merges need none; one approval holds for those that wait and those that come', async () => {
  const { id, result } = await start(['a', 'b', 'c'], {});
  const view = await stack().until(id, ({ awaiting }) => awaiting.length === 2);
  const [first, second] = view.awaiting;
  if (first?.awaits === undefined) throw new Error('No module waits.');

  const configuration = [{ path: `${first.path}/package.json`, kind: 'package.json' }];
  expect(first.awaits.configuration).toEqual(configuration);
  expect(first.note).toContain(`It changes how tests are built and run: ${first.path}/package.json (package.json).`);
  expect(describeModule(first)).toContain(`- \`${first.path}/package.json\` (package.json)`);
  expect(waits(id, 'w', view)[0]).toMatchObject({ what: 'merge', configuration });

  await stack().migrations.approveMerge(first.workflowId, { ...first.awaits, actor: 'ann' });
  const { status, modules } = await result;
  expect(status).toBe('completed');
  const approvedBy = Object.fromEntries(modules.map((module) => [module.path, module.approvedBy]));
  const once = 'ann, once for all modules: package.json';
  expect(approvedBy).toEqual({ [first.path]: 'ann', [second?.path ?? '']: once, c: once });
});

it('each change of configuration waits by itself where the migration asks for that, and none where it asks for none', async () => {
  const each = await start(['a', 'b'], { config: 'each' });
  const { awaiting } = await stack().until(each.id, (view) => view.awaiting.length === 2);
  for (const [index, { workflowId, awaits }] of awaiting.entries()) {
    await stack().migrations.approveMerge(workflowId, { head: '', evidence: '', ...awaits, actor: `person ${index}` });
    await stack().until(each.id, (view) => view.awaiting.length === 1 - index);
  }
  expect((await each.result).modules.map(({ approvedBy }) => approvedBy)).toEqual(
    expect.arrayContaining(['person 0', 'person 1']),
  );

  const none = await start(['a'], { config: 'none' });
  expect((await none.result).modules).toMatchObject([
    { state: 'merged', approvedBy: 'nobody: approve.merge and approve.config are none' },
  ]);
});
