import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DecisionResource } from '../../src/api/resources/decision-resource.ts';
import type { MigrationResource } from '../../src/api/resources/migration-resource.ts';
import type { MigrationReport } from '../../src/domain/migration-report.ts';
import { droverCommands, type Commands } from '../support/drover-commands.ts';
import { until } from '../support/migration-stack.ts';
import type { Program } from '../support/start-program.ts';

const cleanUps: (() => unknown)[] = [];
const atEnd = (cleanUp: () => unknown) => void cleanUps.unshift(cleanUp);

let commands: Commands;
let dev: Program;
let ready: { api: string; ui: string };

beforeAll(async () => {
  commands = await droverCommands(
    { files: ['a.txt', 'b.txt', 'never.md'], wrong: { 'never.md': ['BAD', 'BAD'] } },
    atEnd,
  );
  dev = await commands.begin(['dev', '--json'], /"ready"/);
  ready = JSON.parse(dev.stdout()) as typeof ready;
});

afterAll(async () => {
  for (const cleanUp of cleanUps) await cleanUp();
});

describe('drover dev', () => {
  test('serves API and Temporal UI, and tells a second one where it is', async () => {
    expect((await fetch(`${ready.api}/healthz`)).status).toBe(200);
    expect((await fetch(ready.ui)).status).toBe(200);
    const second = await commands.drover('dev');
    expect(second).toMatchObject({ exitCode: 2, stdout: '' });
    expect(second.stderr).toContain(ready.api);
  });

  test('does what `drover run` asks for, while it stays itself', async () => {
    const { exitCode, stdout, stderr } = await commands.drover(
      'run',
      await commands.file({ name: 'by-run', deliver: { branch: 'by-run' } }),
      '--yes',
      '--json',
    );
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.stringContaining(ready.api) });
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'completed',
      modules: [{ state: 'merged' }, { state: 'merged' }],
    });
  });

  test('goes on after a Ctrl-C of who watches, who is told so', async () => {
    const { id } = await commands.json<MigrationResource>('start', await commands.file({ name: 'watched' }));
    const watching = await commands.begin(['watch', id], /waits for your approval/);
    watching.kill('SIGINT');
    expect(await watching.ended).toMatchObject({
      exitCode: 130,
      stderr: expect.stringContaining(`goes on at ${ready.api}`),
    });
    await commands.waiting(id, 2);
    await commands.json('cancel', id);
  });

  test('starts another worker when its own is killed, and the migration goes on', async () => {
    const { id } = await commands.json<MigrationResource>('start', await commands.file({ name: 'killed' }));
    await commands.waiting(id, 2);
    const worker = dev.processes().find((line) => line.includes('worker/main.js'));
    process.kill(Number(worker?.split(' ')[0]), 'SIGKILL');
    await until(
      () => Promise.resolve(dev.stderr()),
      (said) => /The worker ended \(SIGKILL\)[^]*Another worker/.test(said),
    );
    await commands.waiting(id, 2);
    expect(await commands.drover('approve', id, '--all')).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await commands.drover('watch', id)).toMatchObject({ exitCode: 0 });
  });
});

describe('a migration from the command line', () => {
  test('is started, decided on and watched to its end, each step with what to type next', async () => {
    const file = await commands.file({ name: 'decided', deliver: { branch: 'decided' } });
    const { id } = await commands.json<MigrationResource>('start', file, '--key', 'one');
    expect((await commands.json<MigrationResource>('start', file, '--key', 'one')).id).toBe(id);
    const { waits } = await commands.waiting(id, 2);

    const status = await commands.drover('status', id.slice(0, -3));
    expect(status.stdout).toContain('Waits for a person:');
    for (const { path, head } of waits)
      expect(status.stdout).toContain(`drover approve ${id} ${path} --head ${head?.slice(0, 12)}`);

    const unclear = await commands.drover('approve', id);
    expect(unclear).toMatchObject({ exitCode: 2, stdout: '' });
    expect(unclear.stderr).toMatch(/say which, or --all/);

    const rejected = await commands.json<DecisionResource>(
      'reject',
      id,
      'b.txt',
      '--reason',
      'say it louder',
      '--as',
      'eve',
    );
    expect(rejected).toMatchObject({ kind: 'rejectMerge', actor: 'eve', channel: 'cli', reason: 'say it louder' });

    const [printed] = /drover approve \S+ a\.txt .*/.exec(status.stdout) ?? [''];
    const approved = await commands.drover(...printed.split(' ').slice(1), '--as', 'ann');
    expect(approved).toMatchObject({ exitCode: 0, stderr: '' });
    expect(approved.stdout).toContain('as ann');

    await until(
      () => commands.json<MigrationResource>('status', id),
      (now) => now.waits.some(({ path }) => path === 'b.txt'),
    );
    const stale = await commands.drover('approve', id, 'b.txt', '--head', 'f'.repeat(12));
    expect(stale).toMatchObject({ exitCode: 1, stdout: '' });
    expect(stale.stderr).toContain(`drover diff ${id} b.txt`);
    const unknown = ['--head', 'f'.repeat(40), '--evidence', 'f'.repeat(64)];
    expect((await commands.drover('approve', id, 'b.txt', ...unknown)).stderr).toContain('the head is');
    expect(await commands.drover('approve', id, '--all')).toMatchObject({ exitCode: 0 });

    const watched = await commands.drover('watch', id);
    expect(watched).toMatchObject({ exitCode: 0 });
    expect(watched.stdout).toContain('2 of 2 modules merged');
    const report = await commands.json<MigrationReport>('report', id);
    expect(report.modules).toMatchObject([
      { path: 'a.txt', approvedBy: 'ann', attempts: 1 },
      { path: 'b.txt', attempts: 2, refused: [expect.stringContaining('say it louder')] },
    ]);
    expect((await commands.drover('diff', id, 'a.txt')).stdout).toContain("+word = 'NEW'");
    expect((await commands.drover('diff', id)).stdout).toContain('b.txt');
    const logs = await commands.drover('logs', id, 'b.txt', '--attempt', '2');
    expect(logs.stdout).toContain('attempt-2');
    expect(logs.stdout).not.toContain('attempt-1');
    const turn = await commands.drover('logs', id, 'b.txt', '--attempt', '2', '--turn', '1');
    expect(turn.stdout).toMatch(/^══ Request: gpt-5\.2-codex, \d+ items/m);
    expect(turn.stdout).toContain('say it louder');
    expect(turn.stdout).toContain('$ cat < "$MODULE"');
    expect(await commands.drover('logs', id, 'b.txt', '--turn', '1')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('--turn 1 needs --attempt'),
    });
    expect((await commands.drover('list')).stdout).toMatch(new RegExp(`${id} +completed +2 of 2`));

    const preview = await commands.drover('rollback', id, 'a.txt', '--preview');
    expect(preview).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('1 module would go') });
    const back = await commands.drover('rollback', id, 'a.txt', '--reason', 'too early', '--as', 'ann');
    expect(back).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/all green\. The branch decided is at/) });
    expect((await commands.drover('status', id)).stdout).toContain('ann rolled it back: too early');
    const again = await commands.drover('rollback', id, 'a.txt');
    expect(again).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('a.txt (rolled-back)') });
    expect((await commands.drover('report', id, '--format', 'markdown')).stdout).toContain(
      'After its end ann rolled 1 module back',
    );
    expect(await commands.drover('rollback', id, '--wave', '9')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('has no wave 9'),
    });
  });

  test('is rolled back when it has ended, and not before', async () => {
    const { id } = await commands.json<MigrationResource>('start', await commands.file({ name: 'still' }));
    await commands.waiting(id, 2);
    expect(await commands.drover('rollback', id, 'a.txt')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('has not ended'),
    });
    await commands.json('cancel', id);
  });

  test('is paused, resumed and cancelled, and a cancelled one reads as none that is done', async () => {
    const { id } = await commands.json<MigrationResource>('start', await commands.file({ name: 'steered' }));
    await commands.waiting(id, 2);
    // Twice: the second pause is a decision of its own, not the first one heard again.
    for (let times = 0; times < 2; times += 1) {
      expect((await commands.drover('pause', id)).stdout).toContain(`drover resume ${id}`);
      expect(await commands.json<MigrationResource>('status', id)).toMatchObject({ status: 'paused' });
      expect(await commands.drover('resume', id)).toMatchObject({ exitCode: 0 });
      expect(await commands.json<MigrationResource>('status', id)).toMatchObject({ status: 'waiting' });
    }
    expect(await commands.json('skip', id, 'a.txt', '--reason', 'not now')).toMatchObject({ kind: 'skip' });
    expect(await commands.drover('concurrency', id, 'many')).toMatchObject({ exitCode: 2, stdout: '' });
    expect(await commands.json('concurrency', id, '3')).toMatchObject({ kind: 'concurrency', concurrency: 3 });
    expect((await commands.drover('rule', id, 'Be brief.', '--as', 'ann')).stdout).toContain('Be brief., in');
    expect((await commands.drover('retry', id, '--like', 'a.txt', '--effort', 'high')).stdout).toContain('1 module of');
    expect(await commands.drover('adopt', id, 'b.txt', 'HEAD~1')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('b.txt is at work: skip it first'),
    });
    expect(await commands.json('cancel', id, '--reason', 'enough')).toMatchObject({ kind: 'cancel', reason: 'enough' });
    const lines = (await commands.drover('watch', id, '--json')).stdout.trim().split('\n');
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ event: 'end', migration: { status: 'cancelled' } });
    expect(await commands.drover('watch', id)).toMatchObject({ exitCode: 3 });
    expect(await commands.drover('pause', id)).toMatchObject({ exitCode: 1, stdout: '' });
  });

  test('waits for its plan to be approved, and one whose plan is rejected ends without a model call', async () => {
    const changes = (name: string) => ({ name, approve: { plan: true, merge: 'none' }, deliver: { branch: name } });
    const good = await commands.json<MigrationResource>('start', await commands.file(changes('good-plan')));
    const bad = await commands.json<MigrationResource>('start', await commands.file(changes('bad-plan')));
    await Promise.all([commands.waiting(good.id, 1), commands.waiting(bad.id, 1)]);
    const asked = commands.rehearsal.calls().length;
    const nothing = await commands.drover('approve', good.id, '--all');
    expect(nothing).toMatchObject({ exitCode: 1, stdout: '' });
    expect(nothing.stderr).toContain(`drover approve ${good.id} --plan`);
    expect((await commands.drover('status', good.id)).stdout).toContain('the plan:');

    expect(await commands.json('reject', bad.id, '--plan', '--reason', 'too much')).toMatchObject({
      kind: 'rejectPlan',
    });
    expect(await commands.drover('watch', bad.id)).toMatchObject({ exitCode: 3 });
    expect(commands.rehearsal.calls()).toHaveLength(asked);

    const approved = await commands.json<DecisionResource[]>('approve', good.id, '--plan', '--as', 'ann');
    expect(approved).toMatchObject([{ kind: 'approvePlan', actor: 'ann', channel: 'cli' }]);
    expect(await commands.drover('watch', good.id)).toMatchObject({ exitCode: 0 });
  });

  test('says what is used up and how to raise it, and goes on when a person has', async () => {
    const file = await commands.file({ name: 'frugal', budget: { total: { turns: 1 } }, approve: { merge: 'none' } });
    const { id } = await commands.json<MigrationResource>('start', file);
    const { waits, budget } = await until(
      () => commands.json<MigrationResource>('status', id),
      (now) => now.status === 'waiting',
    );
    expect(waits).toMatchObject([{ what: 'budget', approve: `drover raise-budget ${id} --turns 2` }]);
    expect(budget).toEqual([{ what: 'turns', limit: 1, used: 1 }]);
    const status = await commands.drover('status', id);
    expect(status.stdout).toMatch(/budget +1 of 1 turn \(budget.total.turns\)/);
    expect(status.stdout).toContain("the budget: The budget is used up: the migration's 1 turn (budget.total.turns)");
    const refused = await commands.drover('raise-budget', id, '--turns', '1');
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('"turns" is 1 now') });
    expect(await commands.drover('raise-budget', id)).toMatchObject({ exitCode: 2 });
    const watching = await commands.begin(['watch', id], /drover raise-budget/);
    expect(watching.stdout()).toContain(`or ends what can't go on: drover cancel ${id}`);
    const raised = await commands.drover('raise-budget', id, '--turns', '50', '--as', 'ann', '--reason', 'go on');
    expect(raised.stdout).toContain(`The budget is raised: turns 50, of the whole migration, in ${id}, as ann: go on`);
    expect((await watching.ended).exitCode).toBe(0);
    expect(await commands.json<MigrationReport>('report', id)).toMatchObject({
      status: 'completed',
      decisions: [{ kind: 'raiseBudget', actor: 'ann', channel: 'cli', budget: { turns: 50 } }],
    });
  });

  test('gives a module that failed another round, when a person wants it', async () => {
    const modules = { by: 'files', include: ['a.txt', 'never.md'] };
    const { id } = await commands.json<MigrationResource>('start', await commands.file({ name: 'again', modules }));
    await until(
      () => commands.json<MigrationResource>('status', id),
      ({ counts }) => counts.unresolved === 1,
    );
    expect((await commands.drover('status', id)).stdout).toMatch(/Not merged:\n {2}never\.md: unresolved: /);
    const decision = await commands.json('retry', id, 'never.md', '--reason', 'the network was down');
    expect(decision).toMatchObject({ kind: 'retry', reason: 'the network was down' });
    await until(
      () => commands.json<unknown[]>('logs', id, 'never.md', '--round', '2'),
      (steps) => steps.length > 0,
    );
    expect(await commands.drover('cancel', id)).toMatchObject({ exitCode: 0 });
  });

  test('is found by its id alone where several would do, and said to be none where there is none', async () => {
    const none = await commands.drover('status', 'nothing-like-it');
    expect(none).toMatchObject({ exitCode: 2, stdout: '' });
    expect(none.stderr).toContain('drover list');
    const module = await commands.drover('logs', 'nothing-like-it', 'a.txt');
    expect(module).toMatchObject({ exitCode: 2, stdout: '' });
  });
});

describe('at the end', () => {
  test('a migration that is watched goes on when the whole service is killed and started again', async () => {
    const { id } = await commands.json<MigrationResource>(
      'start',
      await commands.file({ name: 'survives', deliver: { branch: 'survives' } }),
    );
    const watching = await commands.begin(['watch', id], /It waits for your approval/);
    await commands.waiting(id, 2);
    dev.kill('SIGKILL');
    await dev.ended;
    const none = await commands.drover('list');
    expect(none).toMatchObject({ exitCode: 2, stdout: '' });
    expect(none.stderr).toContain('drover dev');

    dev = await commands.begin(['dev', '--json'], /"ready"/);
    await commands.waiting(id, 2);
    expect(await commands.drover('approve', id, '--all')).toMatchObject({ exitCode: 0 });
    const { exitCode, stdout } = await watching.ended;
    expect(exitCode).toBe(0);
    expect(stdout).toContain('2 of 2 modules merged');
  });

  test('drover dev ends on Ctrl-C, and leaves nothing that would be taken for a service', async () => {
    dev.kill('SIGINT');
    const { exitCode, processes } = await dev.ended;
    expect({ exitCode, processes }).toEqual({ exitCode: 0, processes: [] });
    expect((await commands.drover('list')).stderr).toContain('There is no Drover service');
  });
});
