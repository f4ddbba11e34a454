import { describe, expect, test } from 'vitest';
import type { MigrationReport } from '../../src/domain/migration-report.ts';
import { placeholderGoal } from '../../src/core/migration-file/placeholder-goal.ts';
import { droverCommands, oldContent } from '../support/drover-commands.ts';

describe.concurrent('drover plan FILE', () => {
  test('shows the modules and their baselines without a key and without a model call, and says what to type next', async ({
    onTestFinished,
  }) => {
    const commands = await droverCommands({ env: { OPENAI_API_KEY: '' } }, onTestFinished);
    const file = await commands.file({ budget: { usd: 3 } });
    const { exitCode, stdout, processes, temporary } = await commands.drover('plan', file);
    expect({ exitCode, processes, temporary }).toEqual({ exitCode: 0, processes: [], temporary: [] });
    expect(stdout).toMatch(/^a\.txt +1 +2 +1 +0$/m);
    expect(stdout).toContain('A person has to approve each merge (up to 2).');
    expect(stdout).toContain('at most 3.00 USD');
    expect(stdout).toContain(`drover try ${file} a.txt`);
    expect(commands.rehearsal.calls()).toEqual([]);
    expect(await commands.branches()).toBe('main');
  });

  test('ends with exit code 2 when no module can be proved, with the reason for each', async ({ onTestFinished }) => {
    const commands = await droverCommands({}, onTestFinished);
    const file = await commands.file({ verify: [{ name: 'test', run: 'echo 1..0', report: 'tap' }] });
    const { exitCode, stdout } = await commands.drover('plan', file, '--json');
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      mode: 'plan',
      modules: [
        { path: 'a.txt', state: 'unresolved', reason: expect.stringContaining('proves nothing') },
        { path: 'b.txt', state: 'unresolved' },
      ],
    });
  });
});

describe.concurrent('drover try FILE MODULE', () => {
  test('shows the diff of one module, tests and cost, and merges nothing', async ({ onTestFinished }) => {
    const commands = await droverCommands({ wrong: { 'b.txt': ['BAD'] } }, onTestFinished);
    const file = await commands.file();
    const { exitCode, stdout, processes } = await commands.drover('try', file, 'b.txt');
    expect({ exitCode, processes }).toEqual({ exitCode: 0, processes: [] });
    expect(stdout).toContain("-word = 'OLD'\n+word = 'NEW'");
    expect(stdout).toContain('b.txt: verified: 1 test before; 1 after, 1 of them the same; 2 attempts');
    expect(stdout).toMatch(/refused on the way: .*word/);
    expect(stdout).toContain(`drover run ${file}`);
    expect(await commands.branches()).toBe('main');
    expect(await commands.repository.show('main', 'b.txt')).toBe(oldContent);
  });

  test('prints one JSON document with --json, and ends with exit code 3 when the module is not verified', async ({
    onTestFinished,
  }) => {
    const commands = await droverCommands({ wrong: { 'a.txt': ['BAD', 'BAD'] } }, onTestFinished);
    const { exitCode, stdout } = await commands.drover('try', await commands.file(), 'a.txt', '--json');
    expect(exitCode).toBe(3);
    const { report, diff } = JSON.parse(stdout) as { report: MigrationReport; diff: string };
    expect(report).toMatchObject({ mode: 'try', modules: [{ path: 'a.txt', state: 'unresolved', attempts: 2 }] });
    expect(diff).toContain('BAD');
  });

  test('says that there is no such module, and names the ones that there are', async ({ onTestFinished }) => {
    const commands = await droverCommands({}, onTestFinished);
    const { exitCode, stdout, stderr } = await commands.drover('try', await commands.file(), 'z.txt', '--json');
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('z.txt');
  });
});

describe.concurrent('a file whose goal nobody has written yet', () => {
  test('is refused by run, start and try, before anything begins', async ({ onTestFinished }) => {
    const commands = await droverCommands({}, onTestFinished);
    const file = await commands.file({ goal: placeholderGoal });
    for (const [command = '', ...words] of [['run'], ['start'], ['try', 'a.txt']]) {
      const { exitCode, stdout, stderr } = await commands.drover(command, file, ...words);
      expect({ command, exitCode, stdout }).toEqual({ command, exitCode: 2, stdout: '' });
      expect(stderr).toContain(`${file} has no goal yet`);
    }
  });
});
