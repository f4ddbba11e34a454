import { randomInt } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Brain } from '../../src/dev/rehearsal/brain.ts';
import { moduleOf } from '../../src/dev/rehearsal/module-of.ts';
import type { MigrationReport } from '../../src/domain/migration-report.ts';
import type { ModuleView } from '../../src/domain/module-view.ts';
import { gitRepository } from '../support/git-repository.ts';
import { migrationData } from '../support/migration-data.ts';
import { until } from '../support/migration-stack.ts';
import { recordingBrain } from '../support/recording-brain.ts';
import { runningCommands } from '../support/running-commands.ts';
import { sharedStack } from '../support/shared-stack.ts';
import { smallMigration } from '../support/small-migration.ts';
import { userTexts } from '../support/user-texts.ts';

/** What a module's attempts run, one command an attempt; the last one again when there are more. */
const work: Record<string, string[]> = {
  'a.txt': ['echo NEW > a.txt'],
  'b.txt': ['echo NEW > b.txt', 'echo NEWER > b.txt'],
  one: ['echo one >> shared.txt'],
  two: ['echo two >> shared.txt'],
  'same.txt': ['echo NEW > same.txt'],
};

/** A brain that runs its module's command of this attempt, and is done. */
const worker: Brain = (request) => {
  const commands = work[moduleOf(request.items) ?? ''] ?? [];
  const attempt = userTexts(request).filter((text) => text.startsWith('Attempt')).length;
  const isDone = request.items.at(-1)?.type.endsWith('_output');
  const command = commands[Math.min(attempt, commands.length) - 1] ?? 'true';
  return isDone ? { text: 'Done.', calls: [] } : { calls: [{ tool: 'shell', command }] };
};
const asked = recordingBrain(worker);
const stack = sharedStack(() => ({ brain: asked.brain }));

type File = Parameters<ReturnType<typeof stack>['start']>[0];
const verify = (run: string): File['verify'] => [{ name: 'check', before: 'true', run, report: 'exit-code' }];

async function start(files: Record<string, string>, more: Partial<File>) {
  const repository = await gitRepository(files);
  const migration = await stack().start({
    ...smallMigration(repository.folder),
    deliver: { branch: 'migrated' },
    ...more,
  });
  return { ...migration, repository, data: migrationData(stack().dataFolder, migration.id) };
}

const waiting = async (id: string, count: number) => {
  const { awaiting } = await stack().until(id, (progress) => progress.awaiting.length === count);
  return Object.fromEntries(awaiting.map((view) => [view.path, view]));
};

/** Waits until a module that was sent back waits for a person again. */
async function waitingAgain(id: string): Promise<ModuleView | undefined> {
  const { awaiting } = await stack().until(id, (progress) => progress.awaiting[0]?.attempt === 2);
  return awaiting[0];
}

async function approve(view: ModuleView | undefined, actor = 'ann'): Promise<void> {
  const awaits = { head: '', evidence: '', ...view?.awaits };
  await stack().migrations.approveMerge(view?.workflowId ?? '', { ...awaits, actor });
}

/** What makes a merge trustworthy: the evidence that the report names speaks of the very files that landed. */
async function expectProved(report: MigrationReport, data: ReturnType<typeof migrationData>): Promise<void> {
  const landed = await data.landed(report.base);
  const merged = report.modules.filter((module) => module.state === 'merged');
  expect(landed.map(({ module }) => module).sort()).toEqual(merged.map(({ path }) => path));
  for (const { path, commit, evidence } of merged) {
    const proof = await data.evidence(evidence);
    expect(proof).toMatchObject({ path, verdict: 'verified' });
    expect(proof.after.tree).toBe(landed.find((each) => each.commit === commit)?.tree);
  }
}

describe('the merge queue', () => {
  it('verifies a module again where the branch has moved, and keeps its approval', async () => {
    const { id, result, data, repository } = await start(
      { 'a.txt': 'OLD\n', 'c.txt': 'OLD\n' },
      {
        modules: { by: 'files', include: ['*.txt'] },
        verify: verify('test -e "$MODULE" && echo checked at $(date +%s%N)'),
        recipe: [{ run: 'echo NEW > "$MODULE"' }],
      },
    );
    const views = await waiting(id, 2);
    await approve(views['a.txt']);
    await stack().until(id, ({ finished }) => finished.length === 1);
    await approve(views['c.txt'], 'bob');
    const report = await result;
    expect(report.modules).toMatchObject([
      { path: 'a.txt', state: 'merged', approvedBy: 'ann', evidence: views['a.txt']?.awaits?.evidence },
      { path: 'c.txt', state: 'merged', approvedBy: 'bob', attempts: 0 },
    ]);
    await expectProved(report, data);
    const approved = await data.evidence(views['c.txt']?.awaits?.evidence);
    const landed = await data.evidence(report.modules[1]?.evidence);
    expect(landed.memoised).toBe(false);
    expect(landed.after.tree).not.toBe(approved.after.tree);
    expect(landed.after.commands[0]?.tail).not.toBe(approved.after.commands[0]?.tail);
    expect(await repository.git('log', '--format=%an', 'main..migrated')).toMatch(/^(.+\n){2}$/);
  });

  it('runs no command again for a tree that it has verified already', async () => {
    const { id, result, data } = await start(
      { 'same.txt': 'OLD\n' },
      {
        modules: { by: 'files', include: ['*.txt'] },
        verify: verify('grep -q NEW "$MODULE" && echo checked at $(date +%s%N)'),
      },
    );
    const { 'same.txt': first } = await waiting(id, 1);
    const rejection = { head: '', evidence: '', ...first?.awaits, reason: 'Do it again.', actor: 'ann' };
    await stack().migrations.rejectMerge(first?.workflowId ?? '', rejection);
    const second = await until(
      () => stack().migrations.module(first?.workflowId ?? ''),
      ({ awaits, attempt }) => attempt === 2 && awaits !== undefined,
    );
    expect(second.awaits?.head).toBe(first?.awaits?.head);
    const before = await data.evidence(first?.awaits?.evidence);
    const after = await data.evidence(second.awaits?.evidence);
    expect([before.memoised, after.memoised]).toEqual([false, true]);
    expect(after.after).toEqual(before.after);
    await approve(second);
    await expectProved(await result, data);
  });

  it('gives a conflict back to its module, which does its work again on the newest files', async () => {
    const { id, result, data, repository } = await start(
      { 'shared.txt': 'zero\n' },
      {
        modules: {
          by: 'list',
          list: [
            { path: 'one', paths: ['shared.txt'] },
            { path: 'two', paths: ['shared.txt'] },
          ],
        },
        verify: verify('grep -qx "$MODULE" shared.txt'),
      },
    );
    const views = await waiting(id, 2);
    await approve(views['one']);
    await stack().until(id, ({ finished }) => finished.length === 1);
    await approve(views['two']);
    const again = await waitingAgain(id);
    expect(again).toMatchObject({ attempt: 2, refused: ['the merge conflicts in shared.txt'] });
    const request = asked.requests('two').at(-1);
    expect(userTexts(request).at(-1)).toContain('the change conflicts with them in: shared.txt');

    await approve(views['two'], 'bob');
    const { refusedSignals } = await until(
      () => stack().migrations.module(again?.workflowId ?? ''),
      (view) => view.refusedSignals.length > 0,
    );
    expect(refusedSignals).toEqual([expect.stringContaining(`the head is ${again?.awaits?.head} now`)]);
    await approve(again, 'cid');
    const report = await result;
    expect(report.modules).toMatchObject([{ state: 'merged' }, { state: 'merged', attempts: 2, approvedBy: 'cid' }]);
    await expectProved(report, data);
    expect(await repository.show('migrated', 'shared.txt')).toBe('zero\none\ntwo\n');
  });

  it('lets a module that was skipped while it was merged end as skipped when it does not land', async () => {
    const time = `600.${randomInt(1e9, 1e10)}`;
    const red = `if [ "$MODULE" = c.txt ] && grep -q NEW a.txt; then sleep ${time}; exit 1; fi`;
    const { id, result, data } = await start(
      { 'a.txt': 'OLD\n', 'c.txt': 'OLD\n' },
      {
        modules: { by: 'files', include: ['*.txt'] },
        verify: verify(red),
        recipe: [{ run: 'echo NEW > "$MODULE"' }],
      },
    );
    const views = await waiting(id, 2);
    await approve(views['a.txt']);
    await stack().until(id, ({ finished }) => finished.length === 1);
    await approve(views['c.txt']);
    const [pid] = await until(
      async () => runningCommands(time).filter((one) => basename(readlinkSync(`/proc/${one}/exe`)) === 'sleep'),
      (pids) => pids.length > 0,
    );
    await stack().migrations.skip(id, 'c.txt', { actor: 'bob', channel: 'cli' });
    await until(
      () => stack().migrations.module(views['c.txt']?.workflowId ?? ''),
      ({ refusedSignals }) => refusedSignals.length > 0,
    );
    process.kill(pid ?? 0, 'SIGKILL');
    const report = await result;
    expect(report.modules).toMatchObject([{ state: 'merged' }, { state: 'skipped', reason: 'bob skipped it' }]);
    expect((await data.landed(report.base)).map(({ module }) => module)).toEqual(['a.txt']);
  });

  it('gives a module back that is red together with what was merged before it', async () => {
    const needed =
      'case $MODULE:$(cat a.txt):$(cat b.txt) in a.txt:NEW:*|b.txt:OLD:NEW|b.txt:NEW:NEWER) ;; *) exit 1;; esac';
    const { id, result, data, repository } = await start(
      { 'a.txt': 'OLD\n', 'b.txt': 'OLD\n' },
      { modules: { by: 'files', include: ['*.txt'] }, verify: verify(needed) },
    );
    const views = await waiting(id, 2);
    await approve(views['a.txt']);
    await stack().until(id, ({ finished }) => finished.length === 1);
    await approve(views['b.txt']);
    const again = await waitingAgain(id);
    expect(again).toMatchObject({ attempt: 2, refused: ['merged with what others changed, it is red'] });
    expect(userTexts(asked.requests('b.txt').at(-1)).at(-1)).toContain('the verification is red');
    const { base } = await stack().migrations.progress(id);
    expect(again?.start).toBe((await data.landed(base ?? ''))[0]?.commit);
    await approve(again);
    const report = await result;
    expect(report.modules).toMatchObject([{ state: 'merged' }, { state: 'merged', attempts: 2 }]);
    await expectProved(report, data);
    expect(await repository.show('migrated', 'b.txt')).toBe('NEWER\n');
  });
});
