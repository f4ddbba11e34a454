import { describe, expect, it } from 'vitest';
import { loadPlan } from '../../activities/support/load-plan.ts';
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

  it('refuses toolchains whose folder depends on where a worker was started', async () => {
    const repository = await gitRepository({ 'a.js': '1' });
    const file = { ...smallMigration(repository.folder), environment: { path: ['/usr/bin', 'tools/bin', '~/bin'] } };
    await expect(activitiesForTest(file)).rejects.toThrow(
      /^environment.path\[1\] is "tools\/bin": write an absolute path .*\nenvironment.path\[2\] is "~\/bin"/,
    );
  });
});
