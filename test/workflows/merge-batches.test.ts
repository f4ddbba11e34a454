import { randomInt } from 'node:crypto';
import { rename } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Brain } from '../../src/dev/rehearsal/brain.ts';
import type { MigrationReport } from '../../src/domain/migration-report.ts';
import { migrationStack, until } from '../support/migration-stack.ts';
import { recordingBrain } from '../support/recording-brain.ts';
import { runningCommands } from '../support/running-commands.ts';
import { sharedStack } from '../support/shared-stack.ts';
import { userTexts } from '../support/user-texts.ts';
import { countRuns, mergeEvidence, waitingMerges, wake } from '../support/waiting-merges.ts';

/** Has nothing more to offer than the recipe. */
const helpless: Brain = () => ({ text: 'I see nothing to do.', calls: [] });
const asked = recordingBrain(helpless);
const stack = sharedStack(() => ({ brain: asked.brain }));

const eight = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`m${index + 1}.txt`, 'OLD\n']));
const stamp = 'echo ran at $(date +%s%N)';
const whole = (run: string) => [{ name: 'whole', before: 'true', run, report: 'exit-code' as const }];
const statesOf = ({ modules }: MigrationReport) =>
  Object.fromEntries(modules.filter(({ path }) => path.startsWith('m')).map(({ path, state }) => [path, state]));
const all = (state: string) => Object.fromEntries(Object.keys(eight).map((path) => [path, state]));

describe('modules that wait for the merge queue together', { timeout: 90_000 }, () => {
  it('are verified once, at the last of their commits, by a command that looks at the whole repository', async () => {
    const { release, result, data, repository } = await waitingMerges(stack(), eight, {
      verify: whole(`grep -q . *.txt && ${stamp}`),
    });
    await release();
    const report = await result;
    expect(report.status).toBe('completed');
    expect(statesOf(report)).toEqual(all('merged'));
    const evidence = await mergeEvidence(data);
    expect(countRuns(evidence, 'whole')).toBe(1);
    // One commit each, and each one's evidence says where all of them were verified.
    const landed = await data.landed(report.base);
    expect(landed).toHaveLength(10);
    const last = landed.at(-1);
    for (const { path, commit, evidence: ref } of report.modules.slice(2)) {
      const proof = await data.evidence(ref);
      const at = landed.findIndex((one) => one.commit === commit);
      expect(proof).toMatchObject({
        path,
        verdict: 'verified',
        head: last?.commit,
        batch: {
          from: landed[1]?.commit,
          modules: landed.slice(2).map(({ module }) => module),
          own: { from: landed[at - 1]?.commit, to: commit },
          once: ['whole'],
        },
      });
      expect(proof.after.tree).toBe(last?.tree);
    }
    expect(await repository.show('migrated', 'm8.txt')).toBe('NEW\n');
  });

  it('are halved where they are red, until the one is found that goes back, and the others land', async () => {
    const red = 'if grep -q NEW m5.txt && grep -q NEW m2.txt; then echo m5 and m2 do not go together; bad=1; fi';
    const { release, result, data } = await waitingMerges(stack(), eight, {
      verify: whole(`${red}; ${stamp}; test -z "$bad"`),
    });
    await release();
    const report = await result;
    expect(statesOf(report)).toEqual({ ...all('merged'), 'm5.txt': 'unresolved' });
    const evidence = await mergeEvidence(data);
    expect(countRuns(evidence, 'whole')).toBeLessThanOrEqual(6);
    const refused = report.modules.find(({ path }) => path === 'm5.txt');
    expect(refused?.refused).toContain('merged with what others changed, it is red');
    const said = userTexts(asked.requests('m5.txt').at(-1)).join('\n');
    expect(said).toContain('What is red is the verification of m5.txt');
    expect(said).toContain('m5 and m2 do not go together');
    expect((await data.landed(report.base)).map(({ module }) => module)).not.toContain('m5.txt');
  });

  it('hold the one to be guilty that makes the tests of another one red', async () => {
    // The command of m1 is red with what m6 changes, and no other one is.
    const run = `if [ "$MODULE" = m1.txt ] && grep -q NEW m6.txt; then exit 1; fi; ${stamp}`;
    const { id, release, result, data } = await waitingMerges(stack(), eight, { verify: whole(run) });
    await release();
    const { awaiting } = await stack().until(id, (progress) => progress.awaiting.length === 1);
    expect(awaiting).toMatchObject([{ path: 'm6.txt', refused: ['merged with what others changed, it is red'] }]);
    // The same again is no better: those that it made red are verified with it when it comes back.
    const { workflowId = '', awaits } = awaiting[0] ?? {};
    await stack().migrations.approveMerge(workflowId, { head: '', evidence: '', ...awaits, actor: 'ann' });
    await stack().until(id, (progress) => progress.awaiting[0]?.refused.length === 2);
    await stack().migrations.skip(id, 'm6.txt', { actor: 'ann', channel: 'cli' });
    expect(statesOf(await result)).toEqual({ ...all('merged'), 'm6.txt': 'skipped' });
    // Each of the eight at the last commit, each once more before it landed, and now and then m1 alone: not eight for each merge.
    expect(countRuns(await mergeEvidence(data), 'whole')).toBeLessThanOrEqual(8 + 8 + 3);
  });

  it('land without the one whose verification fails, and that one ends as unresolved', async () => {
    const { id, release, result, data } = await waitingMerges(stack(), eight, { verify: whole(stamp) });
    // What m3 was measured by is out of reach for a while, which is nobody's fault.
    const baseline = await data.baselineFile('m3.txt');
    await rename(baseline, `${baseline}.away`);
    await release();
    const { finished } = await stack().until(id, (progress) => progress.finished.some(({ path }) => path === 'm3.txt'));
    await rename(`${baseline}.away`, baseline);
    const reason = finished.find(({ path }) => path === 'm3.txt')?.reason;
    expect(reason).toContain('the merge failed');
    expect(statesOf(await result)).toEqual({ ...all('merged'), 'm3.txt': 'unresolved' });
  });

  it('are merged once where the worker dies while they are verified', async ({ onTestFinished }) => {
    const own = await migrationStack({ brain: helpless }, onTestFinished);
    const time = `600.${randomInt(1e9, 1e10)}`;
    const slow = `if [ "$MODULE" = m1.txt ] && grep -q NEW m2.txt; then sleep ${time} || true; fi; ${stamp}`;
    const { id, release, result, data } = await waitingMerges(own, eight, { verify: whole(slow) });
    await release();
    await until(
      async () => runningCommands(time),
      (pids) => pids.length > 0,
    );
    await own.worker.kill();
    await until(
      async () => runningCommands(time),
      (pids) => pids.length === 0,
    );
    await own.startWorker();
    await wake(time);
    // Once more, in the final verification.
    await wake(time);
    const report = await result;
    expect(report).toMatchObject({ id, status: 'completed' });
    const landed = (await data.landed(report.base)).map(({ module }) => module);
    expect(landed).toHaveLength(10);
    expect(new Set(landed).size).toBe(10);
  });
});
