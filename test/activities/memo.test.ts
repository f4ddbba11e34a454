import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MigrationFile } from '../../src/domain/migration-file.ts';
import { activitiesForTest, type ActivitiesForTest } from '../support/ports-for-test.ts';
import { gitRepository } from '../support/git-repository.ts';
import { smallMigration } from '../support/small-migration.ts';
import { wordModule, wordVerify } from '../support/word-module.ts';

async function begin(changes: object = {}) {
  const repository = await gitRepository({ 'a.js': wordModule() });
  const file = { ...smallMigration(repository.folder), verify: wordVerify, ...changes };
  return { test: await activitiesForTest(file), file };
}

/** Measures the first module's baseline in a migration of its own. */
async function baseline(
  { run }: ActivitiesForTest,
  file: object,
  { migration, tenant, round = 1 }: { migration: string; tenant?: string; round?: number },
) {
  const whose = tenant === undefined ? {} : { tenant };
  const prepared = await run('prepareMigration', { v: 1, migration, ...whose, file: MigrationFile.parse(file) });
  const module = prepared.modules[0]?.key ?? '';
  const step = { v: 1 as const, migration, plan: prepared.plan, module, round };
  return run('measureBaseline', { ...step, start: prepared.base });
}

describe('the memo of verifications', () => {
  it("spares a tenant's next migration what an earlier one has proved, and says which", async () => {
    const { test, file } = await begin();
    const first = await baseline(test, file, { migration: 'one', tenant: 'ann' });
    const again = await baseline(test, file, { migration: 'two', tenant: 'ann' });
    expect(first.memo).toBeUndefined();
    expect(again).toMatchObject({ baseline: first.baseline, memo: { migration: 'one', module: 'a.js' } });
  });

  it('is never used for another tenant, nor where nobody knows whose a migration is', async () => {
    const { test, file } = await begin();
    await baseline(test, file, { migration: 'one', tenant: 'ann' });
    expect((await baseline(test, file, { migration: 'two', tenant: 'bob' })).memo).toBeUndefined();
    expect((await baseline(test, file, { migration: 'three' })).memo).toBeUndefined();
  });

  it.each([
    ['a variable differs', { environment: { env: { WORD: 'x' } } }],
    ['a command differs', { verify: [{ ...wordVerify[0], before: `true; ${wordVerify[0]?.before}` }] }],
    ['its limit differs', { verify: [{ ...wordVerify[0], timeout: '4m' }] }],
  ])('is not used where %s', async (_, changes) => {
    const { test, file } = await begin();
    await baseline(test, file, { migration: 'one', tenant: 'ann' });
    expect((await baseline(test, { ...file, ...changes }, { migration: 'two', tenant: 'ann' })).memo).toBeUndefined();
  });

  it('does not remember across migrations what was red, or had the open network', async () => {
    const red = { ...wordVerify[0], before: 'WORD=new node --test --test-reporter=junit "./$MODULE"' };
    const open = { ...wordVerify[0], network: 'open' };
    for (const [index, verify] of [[red], [open]].entries()) {
      const { test, file } = await begin({ verify });
      await baseline(test, file, { migration: `one-${index}`, tenant: 'ann' });
      expect((await baseline(test, file, { migration: `two-${index}`, tenant: 'ann' })).memo).toBeUndefined();
    }
  });

  it('looks again in a new round, which a person wanted', async () => {
    const { test, file } = await begin();
    await baseline(test, file, { migration: 'one', tenant: 'ann' });
    expect((await baseline(test, file, { migration: 'one', tenant: 'ann', round: 2 })).memo).toBeUndefined();
  });

  it('runs again what lies damaged, or not at all, behind a memo', async () => {
    const { test, file } = await begin();
    const first = await baseline(test, file, { migration: 'one', tenant: 'ann' });
    const blob = join(test.dataFolder, 'blobs', first.baseline.slice(0, 2), first.baseline.slice(2));
    await writeFile(blob, (await readFile(blob, 'utf8')).replace('"exitCode":0', '"exitCode":1'));
    expect((await baseline(test, file, { migration: 'two', tenant: 'ann' })).memo).toBeUndefined();
    await rm(blob);
    expect((await baseline(test, file, { migration: 'three', tenant: 'ann' })).tests).toBe(2);
  });
});
