import { describe, expect, it } from 'vitest';
import { gitRepository } from '../support/git-repository.ts';
import { migrationStack } from '../support/migration-stack.ts';
import { renamingBrain } from '../support/renaming-brain.ts';
import { smallMigration } from '../support/small-migration.ts';
import { wordModule, wordVerify } from '../support/word-module.ts';

describe('migrateRepository', () => {
  it('migrates each module, repairs what evidence refuses, and delivers one commit a module', async () => {
    const awkward = ['a.js', 'test/a.js', 'test/[id].js', 'test/it\'s "q".js', '-dash.js', 'test/ä b.js'];
    const repository = await gitRepository(Object.fromEntries(awkward.map((path) => [path, wordModule()])));
    const stack = await migrationStack({ brain: renamingBrain({ 'a.js': ['BAD'] }) });
    const { id } = await stack.start({
      ...smallMigration(repository.folder),
      modules: { by: 'files', include: ['**/*.js'] },
      verify: wordVerify,
      deliver: { branch: 'migrated' },
    });
    const report = await stack.approveAll(id);

    expect(report).toMatchObject({ status: 'completed', branch: 'migrated' });
    expect(report.modules.map((module) => [module.path, module.state, module.attempts])).toEqual(
      [...awkward].sort().map((path) => [path, 'merged', path === 'a.js' ? 2 : 1]),
    );
    const repaired = report.modules.find((module) => module.path === 'a.js');
    expect(repaired?.refused).toEqual([expect.stringContaining('has the wanted word')]);
    for (const path of awkward) expect(await repository.show('migrated', path)).toContain("word = 'NEW'");
    const log = await repository.git(
      'log',
      '--format=%s|%(trailers:key=Drover-Module,valueonly,separator=%x2C)',
      'main..migrated',
    );
    expect(log.trim().split('\n')).toHaveLength(awkward.length);
    expect(report.modules.every((module) => module.tests?.before === 2 && module.tests.matched === 2)).toBe(true);
  });

  it('ends as completed-with-unresolved when a module is not verified within its attempts, and lands the others', async () => {
    const repository = await gitRepository({ 'a.js': wordModule(), 'b.js': wordModule() });
    const stack = await migrationStack({ brain: renamingBrain({ 'a.js': ['BAD', 'BAD'] }) });
    const { id } = await stack.start({
      ...smallMigration(repository.folder),
      verify: wordVerify,
      budget: { attempts: 2 },
      approve: { merge: 'none' },
      last: { goal: 'none', mayChange: ['c.js'] },
      deliver: { branch: 'migrated' },
    });
    const report = await stack.approveAll(id);
    expect(report.status).toBe('completed-with-unresolved');
    expect(Object.fromEntries(report.modules.map((module) => [module.path, module.state]))).toEqual({
      'a.js': 'unresolved',
      'b.js': 'merged',
      'c.js': 'skipped',
    });
    expect(report.modules[0]?.reason).toContain('not verified after 2 attempts');
    expect(await repository.show('migrated', 'a.js')).toContain('OLD');
    expect(await repository.show('migrated', 'b.js')).toContain('NEW');
  });

  it('runs the recipe first and pays for no model call where it is enough', async () => {
    const repository = await gitRepository({ 'a.js': wordModule(), 'b.js': `${wordModule()}// keep\n` });
    const stack = await migrationStack({ brain: renamingBrain() });
    const { id } = await stack.start({
      ...smallMigration(repository.folder),
      recipe: [{ run: 'grep -q keep "$MODULE" || sed -i s/OLD/NEW/ "$MODULE"; echo junk > elsewhere.txt' }],
      verify: wordVerify,
      approve: { merge: 'none' },
      deliver: { branch: 'migrated' },
    });
    const report = await stack.approveAll(id);
    expect(report.modules).toMatchObject([
      { path: 'a.js', state: 'merged', attempts: 0, turns: 0 },
      { path: 'b.js', state: 'merged', attempts: 1 },
    ]);
    expect(stack.rehearsal.calls().every((call) => call.module === 'b.js')).toBe(true);
    expect(await repository.git('ls-tree', '--name-only', 'migrated')).toBe('a.js\nb.js\n');
  });

  it('says why a file that can not work is refused, and fails without a branch', async () => {
    const repository = await gitRepository({ 'a.js': wordModule() });
    const stack = await migrationStack({ brain: renamingBrain() });
    const { result } = await stack.start({
      ...smallMigration(repository.folder),
      modules: { by: 'files', include: ['src/**'] },
    });
    await expect(result).rejects.toMatchObject({ cause: { cause: { message: expect.stringContaining('"src/**"') } } });
    expect(await repository.git('branch', '--list')).toBe('* main\n');
  });

  it('finds before anything is paid that its branch is taken, and lets a plan pass', async () => {
    const repository = await gitRepository({ 'a.js': wordModule() });
    await repository.git('checkout', '-q', '-b', 'taken');
    await repository.commit({ 'other.txt': 'not of this migration\n' });
    const stack = await migrationStack({ brain: renamingBrain() });
    const file = { ...smallMigration(repository.folder), verify: wordVerify, deliver: { branch: 'taken' } };
    const { result } = await stack.start(file);
    await expect(result).rejects.toMatchObject({
      cause: { cause: { type: 'InputRefused', message: expect.stringContaining("the branch 'taken'") } },
    });
    expect(await (await stack.start(file, { mode: 'plan' })).result).toMatchObject({ status: 'completed' });
    expect(stack.rehearsal.calls()).toEqual([]);
  });
});
