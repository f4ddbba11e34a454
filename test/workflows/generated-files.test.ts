import { describe, expect, it } from 'vitest';
import { rollbackWorkflowId } from '../../src/core/workflow/workflow-ids.ts';
import { moduleOf } from '../../src/dev/rehearsal/module-of.ts';
import type { Brain } from '../../src/dev/rehearsal/brain.ts';
import { gitRepository } from '../support/git-repository.ts';
import { migrationData } from '../support/migration-data.ts';
import { recordingBrain } from '../support/recording-brain.ts';
import { sharedStack } from '../support/shared-stack.ts';
import { smallMigration } from '../support/small-migration.ts';
import { userTexts } from '../support/user-texts.ts';

/** Writes its module's file, and the listing that all modules share, as a person would who runs the command. */
const listing: Brain = (request) => {
  const { items } = request;
  const since = items.slice(items.findLastIndex((item) => item['role'] === 'user') + 1);
  if (since.some((item) => item.type.endsWith('_output'))) return { text: 'It is done.', calls: [] };
  const attempt = userTexts(request).filter((text) => text.startsWith('Attempt')).length;
  const command = `echo "new ${moduleOf(items)} ${attempt}" > "$MODULE"; cat *.md > list.lock`;
  return { text: 'I write it down.', calls: [{ tool: 'shell', command }] };
};
const asked = recordingBrain(listing);
const stack = sharedStack(() => ({ brain: asked.brain }));

type File = Parameters<ReturnType<typeof stack>['start']>[0];

async function start(modules: string[], more: Partial<File>) {
  const repository = await gitRepository({
    ...Object.fromEntries(modules.map((path) => [path, `old ${path}\n`])),
    'list.lock': modules.map((path) => `old ${path}\n`).join(''),
  });
  const { id, result } = await stack().start({
    ...smallMigration(repository.folder),
    modules: { by: 'files', include: ['*.md'] },
    verify: [{ name: 'list', run: 'cat *.md | cmp - list.lock', report: 'exit-code' }],
    generated: [{ paths: ['*.lock'], command: 'cat *.md > list.lock; echo noise > other.txt' }],
    deliver: { branch: 'migrated' },
    approve: { merge: 'none' },
    ...more,
  });
  return { id, result, repository, data: migrationData(stack().dataFolder, id) };
}
const callsOf = (modules: string[]) => modules.map((path) => asked.requests(path).length);

describe('files that are made anew at each merge', { timeout: 90_000 }, () => {
  it('cost no module an attempt, though all of them change the same one', async () => {
    const modules = ['a.md', 'b.md', 'c.md', 'd.md', 'e.md'];
    const { result, repository, data } = await start(modules, {});
    const report = await result;
    expect(report.status).toBe('completed');
    expect(report.modules.map(({ state, attempts }) => `${state} ${attempts}`)).toEqual(modules.map(() => 'merged 1'));
    // A look and a last word each: nobody was asked again.
    expect(callsOf(modules)).toEqual([2, 2, 2, 2, 2]);
    for (const { commit } of await data.landed(report.base)) {
      const texts = await Promise.all(modules.map((path) => data.show(commit, path)));
      expect(await data.show(commit, 'list.lock')).toBe(texts.join('\n'));
    }
    const listed = await repository.show('migrated', 'list.lock');
    expect(listed).toBe(modules.map((path) => `new ${path} 1\n`).join(''));
    expect(await repository.git('ls-tree', '--name-only', 'migrated')).not.toContain('other.txt');
  });

  it('send a module back with the last lines of their command when it fails', async () => {
    const modules = ['f.md', 'g.md'];
    const command =
      'if grep -q "new f.md 1" f.md && grep -q "new g.md 1" g.md; then echo f and g disagree >&2; exit 1; fi; cat *.md > list.lock';
    const { result } = await start(modules, { generated: [{ paths: ['list.lock'], command }] });
    const report = await result;
    expect(report.status).toBe('completed');
    expect(new Set(report.modules.map(({ attempts }) => attempts))).toEqual(new Set([1, 2]));
    const again = report.modules.find(({ attempts }) => attempts === 2);
    expect(again?.refused).toEqual([
      expect.stringMatching(/^merged, its generated files could not be made: .*f and g disagree$/s),
    ]);
    const said = userTexts(asked.requests(again?.path ?? '').at(-1)).join('\n');
    expect(said).toContain('the command that makes generated files anew failed');
    expect(said).toContain('f and g disagree');
    expect(said).toContain('Generated files, which it may change, too; when it is merged they are made anew:');
  });

  it('do not take others along when a module is rolled back', async () => {
    const modules = ['k.md', 'l.md', 'm.md'];
    const { id, result, repository } = await start(modules, {});
    const report = await result;
    const key = report.modules.find(({ path }) => path === 'k.md')?.key ?? '';
    const by = { actor: 'ann', channel: 'cli' as const, reason: 'it is too early' };
    const run = await stack().migrations.rollBack(id, { modules: [key], dependants: false, preview: false }, by);
    const rollback = await stack().client.workflow.getHandle(rollbackWorkflowId('default', id), run).result();
    expect(rollback).toMatchObject({ state: 'rolled-back', entries: [{ path: 'k.md' }] });
    expect(await repository.show('migrated', 'list.lock')).toBe('old k.md\nnew l.md 1\nnew m.md 1\n');
  });

  it('do not come between the members of a group', async () => {
    const modules = ['h.md', 'i.md', 'j.md'];
    const { result, repository } = await start(modules, {
      modules: { by: 'files', include: ['*.md'], groups: [{ name: 'all', include: ['*.md'] }] },
      verify: [{ name: 'list', per: 'group', run: 'cat *.md | cmp - list.lock', report: 'exit-code' }],
    });
    const report = await result;
    expect(report.status).toBe('completed');
    expect(callsOf(modules)).toEqual([2, 2, 2]);
    expect(await repository.show('migrated', 'list.lock')).toBe('new h.md 1\nnew i.md 1\nnew j.md 1\n');
  });
});
