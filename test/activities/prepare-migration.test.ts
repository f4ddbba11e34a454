import { describe, expect, it } from 'vitest';
import { loadPlan } from '../../activities/support/load-plan.ts';
import { MigrationFile } from '../../src/domain/migration-file.ts';
import { gitRepository } from '../support/git-repository.ts';
import { activitiesForTest } from '../support/ports-for-test.ts';
import { smallMigration } from '../support/small-migration.ts';

const files = {
  'package.json': '{ "workspaces": ["packages/*"] }',
  'packages/a/package.json': '{ "name": "@acme/a" }',
  'packages/a/index.js': '1',
  'packages/b/package.json': '{ "private": true }',
};

describe('prepareMigration', () => {
  it("makes modules of the base commit's workspaces, named as their packages", async () => {
    const repository = await gitRepository(files);
    const test = await activitiesForTest({ ...smallMigration(repository.folder), modules: { by: 'workspaces' } });
    expect(test.prepared.modules.map(({ path }) => path)).toEqual(['packages/a', 'packages/b']);
    const plan = await loadPlan(test.ports.blobs, test.prepared.plan);
    expect(plan.modules).toMatchObject([
      { name: '@acme/a', paths: ['packages/a/index.js', 'packages/a/package.json'], mayChange: ['packages/a/**'] },
      { path: 'packages/b' },
    ]);
    expect(await test.ports.records.read('m', 'plan')).toMatchObject({ modules: 2, plan: test.prepared.plan });
  });

  it.each([
    ['without workspaces', { 'a.js': '1' }, 'the base commit has no workspaces'],
    [
      'whose workspaces are not there',
      { 'package.json': '{ "workspaces": ["apps/*"] }' },
      'matches the workspaces ["apps/*"]',
    ],
  ])('refuses a repository %s', async (_, content, words) => {
    const repository = await gitRepository(content);
    const file = { ...smallMigration(repository.folder), modules: { by: 'workspaces' as const } };
    await expect(activitiesForTest(file)).rejects.toThrow(words);
  });

  it.each([
    [
      'Java',
      {
        'pom.xml': '<project><modules><module>web</module><module>core</module></modules></project>',
        'core/pom.xml': '<project><artifactId>core</artifactId></project>',
        'core/src/main/java/acme/Money.java': 'package acme;\nclass Money {}\n',
        'web/pom.xml': '<project><artifactId>web</artifactId></project>',
        'web/src/main/java/web/Page.java': 'package web;\nimport acme.Money;\nclass Page {}\n',
      },
      ['core', 'web'],
    ],
    [
      'Go',
      {
        'go.mod': 'module acme.org/x\n',
        'api/api.go': 'package api\nimport "acme.org/x/store"\n',
        'store/store.go': 'package store\n',
      },
      ['store', 'api'],
    ],
  ])('orders modules by what code of %s imports', async (_, content, order) => {
    const repository = await gitRepository(content);
    const modules = { by: 'workspaces' as const, dependsOn: 'imports' as const };
    const { prepared } = await activitiesForTest({ ...smallMigration(repository.folder), modules });
    expect(prepared.modules.map(({ path }) => path)).toEqual(order);
    expect(prepared.waves).toEqual([1, 1]);
  });

  it('notes the size of each module, its tests, and who owns it', async () => {
    const repository = await gitRepository({
      ...files,
      'packages/a/a.test.js': 'one\ntwo\n',
      '.github/CODEOWNERS': '* @all\n/packages/a/ @team\n',
    });
    const test = await activitiesForTest({ ...smallMigration(repository.folder), modules: { by: 'workspaces' } });
    const plan = await loadPlan(test.ports.blobs, test.prepared.plan);
    expect(plan.modules.map(({ facts }) => facts)).toEqual([
      { files: 3, lines: 2, tokens: 8, tests: 1, dependants: 0, owners: ['@team'] },
      { files: 1, lines: 0, tokens: 5, tests: 0, dependants: 0, owners: ['@all'] },
    ]);
  });

  it('leaves files out of modules that nobody writes by hand, says so, and takes those that are named', async () => {
    const repository = await gitRepository({ 'a.js': '1', 'a.min.js': '2', 'vendor/b.js': '3', 'vendor/c.js': '4' });
    const modules = { by: 'files' as const, include: ['**/*.js', 'vendor/b.js'] };
    const test = await activitiesForTest({ ...smallMigration(repository.folder), modules });
    expect(test.prepared.modules.map(({ path }) => path)).toEqual(['a.js', 'vendor/b.js']);
    const { leftOut } = await loadPlan(test.ports.blobs, test.prepared.plan);
    expect(leftOut).toEqual([
      { reason: 'generated', files: 1, paths: ['a.min.js'] },
      { reason: 'vendored', files: 1, paths: ['vendor/c.js'] },
    ]);
  });

  it('refuses toolchains whose folder depends on where a worker was started', async () => {
    const repository = await gitRepository({ 'a.js': '1' });
    const file = { ...smallMigration(repository.folder), environment: { path: ['/usr/bin', 'tools/bin', '~/bin'] } };
    await expect(activitiesForTest(file)).rejects.toThrow(
      /^environment.path\[1\] is "tools\/bin": write an absolute path .*\nenvironment.path\[2\] is "~\/bin"/,
    );
  });

  it("puts the operator's models into the plan, after the file's own, and warns of a model that nobody describes", async () => {
    const repository = await gitRepository({ 'a.js': '1' });
    const own = { mine: { inputLimit: 5_000 } };
    const file = {
      ...smallMigration(repository.folder),
      model: { name: 'mine', fallback: { name: 'other' }, catalog: own },
    };
    const test = await activitiesForTest(file);
    expect(test.prepared.warnings).toEqual([expect.stringContaining("The model 'other'")]);
    test.ports.catalog = { mine: { inputLimit: 1_000 }, other: { inputLimit: 2_000 } };
    const prepared = await test.run('prepareMigration', { v: 1, migration: 'n', file: MigrationFile.parse(file) });
    expect(prepared.warnings).toEqual([]);
    expect(prepared.models.map(({ inputLimit }) => inputLimit)).toEqual([5_000, 5_000, 2_000]);
    const plan = await loadPlan(test.ports.blobs, prepared.plan);
    expect(plan.file.model.catalog).toEqual({ ...own, other: { inputLimit: 2_000 } });
  });
});
