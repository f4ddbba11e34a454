import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { listJournal } from '../../src/adapters/journal/journal-listing.ts';
import { demoBrain } from '../../src/dev/demo/demo-brain.ts';
import { dataFolders } from '../../src/worker/data-folders.ts';
import type { DemoDocument } from '../support/demo-result.ts';
import { until } from '../support/migration-stack.ts';
import { rehearsalForTest } from '../support/rehearsal-for-test.ts';
import { startProgram, type Program } from '../support/start-program.ts';

const demo = ['node', 'src/dev/launch.mjs', 'demo'];
const patienceMs = 480_000;
/** What a person who pressed Ctrl-C waits without doubting. */
const secondsToEnd = 10;

describe.concurrent('a demo with a person at it', () => {
  test(
    'uses a provider that the environment names, lands what the printed commands approve, and stays open until Ctrl-C',
    { timeout: patienceMs },
    async ({ onTestFinished }) => {
      const provider = await rehearsalForTest({ brain: demoBrain, latencyMs: 100 }, onTestFinished);
      const env = { OPENAI_API_KEY: 'a key', OPENAI_BASE_URL: provider.baseUrl };
      const program = await startProgram(
        { command: [...demo, '--json', '--manual', '--keep-open'], env },
        onTestFinished,
      );
      const approved = await approveAsPrinted(program);
      const report = JSON.parse(program.stdout()) as DemoDocument;

      expect(report.status).toBe('completed');
      expect(report.modules.map(({ state, approvedBy }) => ({ state, approvedBy }))).toEqual(
        Array.from({ length: 16 }, () => ({ state: 'merged', approvedBy: 'YOU' })),
      );
      expect(approved).toBe(16);
      expect(report.totals).toMatchObject({ modelCalls: provider.calls().length, repeatedModelCalls: 0 });
      expect(program.stderr()).not.toMatch(/rehearsal/i);
      expect((await fetch(report.ui)).status).toBe(200);

      const { end, seconds } = await interrupt(program);
      expect(end).toMatchObject({ exitCode: 0, processes: [], temporary: [] });
      expect(seconds).toBeLessThan(secondsToEnd);
    },
  );

  test(
    'ends within seconds of a Ctrl-C in the middle, and leaves no process',
    { timeout: patienceMs },
    async ({ onTestFinished }) => {
      const program = await startProgram({ command: [...demo, '--json'] }, onTestFinished);
      const { journal } = dataFolders(join(program.dataFolder, 'demo/drover'));
      await until(
        () => listJournal(journal),
        (entries) => entries.some(({ recorded }) => recorded),
      );
      const { end, seconds } = await interrupt(program);
      expect(end).toMatchObject({ stdout: '', processes: [], temporary: [] });
      expect(end.exitCode).not.toBe(0);
      expect(seconds).toBeLessThan(secondsToEnd);
    },
  );

  test.for([
    { args: ['--what'], named: '--what' },
    { args: ['--latency', 'soon'], named: 'soon' },
    { args: ['early'], named: 'argument' },
  ])('refuses the arguments $args with exit code 2, and says why', async ({ args, named }, { onTestFinished }) => {
    const program = await startProgram({ command: [...demo, ...args] }, onTestFinished);
    const { exitCode, stdout, stderr } = await program.ended;
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(named);
  });
});

/** Runs every command that the demo prints for an approval, as a shell would, until the report is there. Returns how many there were. */
async function approveAsPrinted(program: Program): Promise<number> {
  const done = new Set<string>();
  await until(
    async () => {
      const printed = program.stderr().match(/^ *\S+ workflow signal (?:.*\\\n)*.*\n/gm) ?? [];
      for (const command of printed.filter((one) => !done.has(one))) {
        done.add(command);
        await execa('sh', ['-c', command], { env: { HOME: program.home } });
      }
      return program.stdout();
    },
    (stdout) => stdout.endsWith('}\n'),
  );
  return done.size;
}

async function interrupt(program: Program) {
  const began = Date.now();
  program.kill('SIGINT');
  const end = await program.ended;
  return { end, seconds: (Date.now() - began) / 1_000 };
}
