import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { noUsage } from '../../src/core/workflow/no-usage.ts';
import type { MigrationEvidence } from '../../src/domain/migration-evidence.ts';
import type { MigrationReport, ModuleResult } from '../../src/domain/migration-report.ts';
import type { ModuleEvidence } from '../../src/domain/module-evidence.ts';
import { activitiesForTest } from '../support/ports-for-test.ts';
import { gitRepository } from '../support/git-repository.ts';
import { smallMigration } from '../support/small-migration.ts';
import { wordModule, wordVerify } from '../support/word-module.ts';

/** A migration of two modules, one verified and one not, up to its report. */
async function ended() {
  const repository = await gitRepository({ 'a.js': wordModule(), 'b.js': wordModule().replace('OLD', 'RED') });
  const test = await activitiesForTest({ ...smallMigration(repository.folder), verify: wordVerify });
  const { base, modules } = test.prepared;
  const [a, b] = modules;
  if (a === undefined || b === undefined) throw new Error('two modules were planned');
  const measured = await test.run('measureBaseline', { ...test.step, start: base });
  await test.run('measureBaseline', { ...test.step, module: b.key, start: base });
  const content = new TextEncoder().encode(wordModule().replace('OLD', 'NEW'));
  const input = { subject: 's', migration: 'm', module: 'a.js', step: 'x', date: 1 };
  const head = await test.ports.store.commit(base, [{ kind: 'write', path: 'a.js', mode: '100644', content }], input);
  const { baseline } = measured;
  const verdict = await test.run('verifyModule', { ...test.step, start: base, commit: head, baseline, step: 'recipe' });
  const usage = { ...noUsage, microUsd: 7 };
  const more = { round: 1, attempts: 1, turns: 2, start: base, refused: [], decisions: [], usage };
  const merged: ModuleResult = { ...a, ...more, state: 'merged', head, commit: head, evidence: verdict.evidence };
  const unresolved: ModuleResult = { ...b, ...more, state: 'unresolved', round: 2, reason: 'no', refused: ['two'] };
  const earlier: ModuleResult = { ...unresolved, round: 1, refused: ['one'], reason: 'first no' };
  const report: MigrationReport = {
    v: 1,
    id: 'm',
    name: 'small',
    mode: 'migrate',
    status: 'completed-with-unresolved',
    base,
    head,
    branch: 'drover/small',
    modules: [merged, unresolved],
    earlierRounds: [earlier],
    decisions: [],
    usage,
    seconds: 3,
    warnings: ['see https://tok3n@git.example/a'],
  };
  const read = async <T>(ref = '') => JSON.parse(new TextDecoder().decode(await test.ports.blobs.get(ref))) as T;
  return { test, report, read, verdict, base, head, baseline };
}

describe('writeReport', () => {
  it('writes one document for the migration and one for each module, bound to each other by their digests', async () => {
    const { test, report, read, verdict, head } = await ended();
    const { evidence } = await test.run('writeReport', { v: 1, report });
    const document = await read<MigrationEvidence>(evidence);
    expect(document).toMatchObject({
      kind: 'migration',
      status: 'completed-with-unresolved',
      tree: await test.ports.store.tree(head),
      repository: { ref: 'main' },
      warnings: ['see https://***@git.example/a'],
      modules: [{ path: 'a.js', state: 'merged', evidence: verdict.evidence, commit: head }, { path: 'b.js' }],
    });
    const [a, b] = await Promise.all(document.modules.map((module) => read<ModuleEvidence>(module.document)));
    expect(a).toMatchObject({
      kind: 'module',
      state: 'merged',
      evidence: verdict.evidence,
      model: { effort: 'medium' },
    });
    expect(b).toMatchObject({ state: 'unresolved', refused: ['one', 'two'], usage: { microUsd: 14 } });
    expect(b?.earlierRounds).toMatchObject([{ round: 1, reason: 'first no' }]);
    expect(await test.ports.records.read('m', 'report')).toMatchObject({ evidence, proofs: { made: 1, memoised: 0 } });
  });

  it('names model calls that were under way and that nobody made again', async () => {
    const { test, report } = await ended();
    const key = report.modules[1]?.key ?? '';
    await test.ports.journal.intend(`m/${key}/round-2/attempt-1/turn-3/${'a'.repeat(64)}`);
    await test.run('writeReport', { v: 1, report });
    expect(await test.ports.records.read('m', 'report')).toMatchObject({
      unanswered: [{ path: 'b.js', place: 'round-2/attempt-1/turn-3', calls: 1 }],
    });
  });

  it('writes the same documents when it is run again after a crash', async () => {
    const { test, report } = await ended();
    const first = await test.run('writeReport', { v: 1, report });
    expect(await test.run('writeReport', { v: 1, report })).toEqual(first);
    expect(
      createHash('sha256')
        .update(await test.ports.blobs.get(first.evidence))
        .digest('hex'),
    ).toBe(first.evidence);
  });

  it('sums up the tests before the change, also of a module that was never verified', async () => {
    const { test, report } = await ended();
    const second = { ...report, modules: report.modules.map((module) => ({ ...module, round: 1 })) };
    const { baseline } = await test.run('writeReport', { v: 1, report: second });
    expect(baseline).toEqual({
      measured: 2,
      memoised: 0,
      tests: 4,
      passed: 3,
      failed: 1,
      skipped: 0,
      flaky: 0,
      red: [{ path: 'b.js', test: 'has the wanted word' }],
    });
  });

  it('is written also where evidence has been lost, and where nothing was planned', async () => {
    const { test, report, verdict } = await ended();
    await rm(join(test.dataFolder, 'blobs', verdict.evidence.slice(0, 2), verdict.evidence.slice(2)));
    expect(await test.run('writeReport', { v: 1, report })).toMatchObject({ proofs: { made: 0 } });
    const failed = { ...report, id: 'other', status: 'failed' as const, modules: [], head: '', base: '' };
    expect(await test.run('writeReport', { v: 1, report: failed })).toMatchObject({ baseline: { measured: 0 } });
  });
});
