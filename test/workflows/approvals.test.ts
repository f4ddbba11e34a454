import { describe, expect, it } from 'vitest';
import type { ModuleView } from '../../src/domain/module-view.ts';
import { gitRepository } from '../support/git-repository.ts';
import { migrationData } from '../support/migration-data.ts';
import { until } from '../support/migration-stack.ts';
import { recordingBrain } from '../support/recording-brain.ts';
import { renamingBrain } from '../support/renaming-brain.ts';
import { sharedStack } from '../support/shared-stack.ts';
import { smallMigration } from '../support/small-migration.ts';
import { userTexts } from '../support/user-texts.ts';
import { wordModule, wordVerify } from '../support/word-module.ts';

/** What the first attempt at `again.js` leaves in the file, so that a second attempt has something to change. */
const unfinished = "NEW'; // BAD";
const asked = recordingBrain(renamingBrain({ 'again.js': [unfinished] }));
const stack = sharedStack(() => ({ brain: asked.brain }));

/** Starts a migration of these files and waits until each of its modules waits for a person. */
async function waitingModules(...paths: string[]) {
  const repository = await gitRepository(Object.fromEntries(paths.map((path) => [path, wordModule()])));
  const migration = await stack().start({ ...smallMigration(repository.folder), verify: wordVerify });
  const { awaiting, base } = await stack().until(migration.id, (progress) => progress.awaiting.length === paths.length);
  const byPath = new Map(awaiting.map((view) => [view.path, view]));
  const waiting = paths.map((path) => byPath.get(path)).filter((view) => view !== undefined);
  return { ...migration, base: base ?? '', waiting, data: migrationData(stack().dataFolder, migration.id) };
}

const view = ({ workflowId }: ModuleView) => stack().migrations.module(workflowId);
const signal = ({ workflowId }: ModuleView, name: string, ...payload: unknown[]) =>
  stack()
    .client.workflow.getHandle(workflowId)
    .signal(name, ...payload);
const approval = ({ awaits }: ModuleView, actor = 'ann') => ({ v: 1, ...awaits, actor });

/** Sends what no client of Temporal would encode so, but what can be typed into its UI. */
async function signalBytes({ workflowId }: ModuleView, name: string, encoding: string, data: string): Promise<void> {
  const payload = { metadata: { encoding: Buffer.from(encoding) }, data: Buffer.from(data) };
  await stack().client.workflowService.signalWorkflowExecution({
    namespace: 'default',
    workflowExecution: { workflowId },
    signalName: name,
    input: { payloads: [payload] },
  });
}

describe('approvals', () => {
  it('refuses signals that are no good approval, shows why, changes nothing, and takes a good one afterwards', async () => {
    const { waiting, result, data, base } = await waitingModules('a.js');
    const [module] = waiting;
    if (module === undefined) throw new Error('No module waits.');
    const good = approval(module);
    await signal(module, 'approveMerge');
    await signal(module, 'approveMerge', 'yes');
    await signal(module, 'approveMerge', { ...good, v: 2 });
    await signal(module, 'approveMerge', { ...good, head: base });
    await signal(module, 'approveMerge', { ...good, evidence: 'f'.repeat(64) });
    const refused = await until(
      () => view(module),
      ({ refusedSignals }) => refusedSignals.length === 5,
    );
    expect(refused.refusedSignals).toEqual([
      expect.stringMatching(/^approveMerge: .*not nothing$/),
      expect.stringMatching(/^approveMerge: .*not "yes"$/),
      'approveMerge: "v" must be 1, not 2',
      `approveMerge: the head is ${good.head} now, not "${base}"`,
      `approveMerge: the evidence is ${good.evidence} now, not "${'f'.repeat(64)}"`,
    ]);
    await signal(module, 'rejectMerge', good);
    await signal(module, 'approveMerge', { ...good, actor: { name: 'ann' } });
    const more = await until(
      () => view(module),
      ({ refusedSignals }) => refusedSignals.some((why) => why.includes('"actor"')),
    );
    expect(more.refusedSignals.at(-2)).toContain('a rejection needs a "reason"');
    expect(more).toMatchObject({ state: 'awaiting-approval', awaits: module.awaits, attempt: 1 });
    expect(await data.landed(base)).toEqual([]);

    await signal(module, 'approveMerge', good);
    expect(await result).toMatchObject({ status: 'completed', modules: [{ state: 'merged', approvedBy: 'ann' }] });
    expect(await data.landed(base)).toHaveLength(1);
  });

  it('survives signals that can not even be decoded, to whichever workflow they are sent', async () => {
    const { waiting, result, workflowId } = await waitingModules('a.js');
    const [module] = waiting;
    if (module === undefined) throw new Error('No module waits.');
    for (const name of ['approveMerge', 'mergeAnswered']) {
      await signal(module, name);
      await signalBytes(module, name, 'json/plain', 'approve it');
      await signalBytes(module, name, 'json/protobuf', '{}');
    }
    const others = [workflowId, `${workflowId}/integrate`].map((id) => ({ ...module, workflowId: id }));
    for (const other of others) {
      for (const name of ['moduleChanged', 'enqueueMerge']) {
        await signal(other, name);
        await signalBytes(other, name, 'json/plain', 'merge it');
      }
    }
    await signal(module, 'approveMerge', approval(module));
    expect(await result).toMatchObject({ status: 'completed', modules: [{ state: 'merged' }] });
  });

  it('sends a rejection to the model as one more attempt, whose state needs an approval of its own', async () => {
    const { waiting, result, id, base, data } = await waitingModules('again.js');
    const [first] = waiting;
    if (first === undefined) throw new Error('No module waits.');
    const rejection = { reason: 'The comment BAD has to go.', actor: 'ann' };
    await stack().migrations.rejectMerge(first.workflowId, { head: '', evidence: '', ...first.awaits, ...rejection });
    const second = await until(
      () => view(first),
      ({ awaits }) => awaits !== undefined && awaits.head !== first.awaits?.head,
    );
    expect(second).toMatchObject({ attempt: 2, refused: ['a person rejected it: The comment BAD has to go.'] });
    const opening = asked.requests('again.js').find((request) => userTexts(request).at(-1)?.startsWith('Attempt 2'));
    expect(userTexts(opening).at(-1)).toContain('A reviewer (ann) rejected the change: The comment BAD has to go.');
    const shown = await stack().until(id, ({ awaiting }) => awaiting[0]?.attempt === 2);
    expect(shown.awaiting).toMatchObject([{ awaits: second.awaits }]);

    await signal(first, 'approveMerge', approval(first));
    const { refusedSignals } = await until(
      () => view(first),
      (seen) => seen.refusedSignals.length > 0,
    );
    expect(refusedSignals).toEqual([expect.stringContaining(`the head is ${second.awaits?.head} now`)]);
    expect(await data.landed(base)).toEqual([]);
    await signal(first, 'approveMerge', approval(second, 'bob'));
    expect(await result).toMatchObject({ modules: [{ state: 'merged', attempts: 2, approvedBy: 'bob' }] });
    const [landed] = await data.landed(base);
    expect(await data.show(landed?.commit ?? '', 'again.js')).not.toContain('BAD');
  });

  it('refuses an approval while nothing waits, and shows nothing as waiting that a person has decided on', async () => {
    const { waiting, result, id } = await waitingModules('again.js');
    const [module] = waiting;
    if (module === undefined) throw new Error('No module waits.');
    stack().rehearsal.setLatency(2_000);
    await signal(module, 'rejectMerge', { ...approval(module), reason: 'Not yet.' });
    await until(
      () => view(module),
      ({ attempt }) => attempt === 2,
    );
    await signal(module, 'approveMerge', approval(module, 'bob'));
    const early = await until(
      () => view(module),
      ({ refusedSignals }) => refusedSignals.length > 0,
    );
    expect(early.refusedSignals).toEqual(['approveMerge: it comes too late, and contradicts: ann has rejected it']);
    expect(early.state).toBe('attempting');
    await stack().until(id, ({ awaiting, running }) => awaiting.length === 0 && running.length === 1);
    stack().rehearsal.setLatency(0);
    await stack().approveAll(id);
    expect(await result).toMatchObject({ modules: [{ state: 'merged', approvedBy: 'test' }] });
  });

  it('keeps approvals through the kill of the worker, and counts a double one once', async () => {
    const { waiting, result, base, data } = await waitingModules('a.js', 'b.js');
    const [one, other] = waiting;
    if (one === undefined || other === undefined) throw new Error('Two modules wait.');
    await signal(one, 'approveMerge', approval(one, 'ann'));
    await stack().worker.kill();
    await signal(other, 'approveMerge', approval(other, 'bob'));
    await signal(other, 'approveMerge', approval(other, 'cid'));
    await stack().startWorker();
    expect(await result).toMatchObject({
      status: 'completed',
      modules: [
        { path: 'a.js', state: 'merged', approvedBy: 'ann' },
        { path: 'b.js', state: 'merged', approvedBy: 'bob' },
      ],
    });
    expect((await data.landed(base)).map(({ module }) => module).sort()).toEqual(['a.js', 'b.js']);
    expect((await view(other)).refusedSignals).toEqual(['approveMerge: bob has approved it already']);
  });
});
