import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { expect, test, vi } from 'vitest';
import { spawnTied } from '../../../src/dev/processes/spawn-tied.ts';
import { compileForChild } from '../../support/compile-for-child.ts';
import { isRunning } from '../../support/is-running.ts';

const env = { PATH: process.env['PATH'] };

test('a tied program gives out its lines and how it ended', async () => {
  const lines: string[] = [];
  const { ended } = await spawnTied('sh', ['-c', 'echo one; echo two >&2; printf three; exit 3'], {
    env,
    onLine: (line, from) => lines.push(`${from}: ${line}`),
  });
  expect(await ended).toEqual({ code: 3, signal: null });
  expect(lines.toSorted()).toEqual(['stderr: two', 'stdout: one', 'stdout: three']);
});

test('its process id is the program itself, so that a signal reaches it', async () => {
  const { child, ended } = await spawnTied('sleep', ['1000'], { env, onLine: () => {} });
  child.kill('SIGTERM');
  expect(await ended).toEqual({ code: null, signal: 'SIGTERM' });
});

test('nothing is left of its process group when it has ended', async () => {
  const { pid, ended } = await spawnTied('true', [], { env, onLine: () => {} });
  await ended;
  await vi.waitFor(async () => expect(await livingGroup(pid)).toEqual([]), { timeout: 5_000 });
});

test('a program that does not exist ends with 127 and a line that names it', async () => {
  const lines: string[] = [];
  const { ended } = await spawnTied('/nowhere/program', [], { env, onLine: (line) => lines.push(line) });
  expect(await ended).toMatchObject({ code: 127 });
  expect(lines.join('\n')).toContain('/nowhere/program');
});

test('it ends when the process that started it is killed without a chance to clean up', async () => {
  const script = await compileForChild(
    ['src/dev/processes/spawn-tied.ts'],
    `import { spawnTied } from './src/dev/processes/spawn-tied.js';
     const { pid } = await spawnTied('sleep', ['1000'], { env: process.env, onLine: () => {} });
     console.log(pid);`,
  );
  const parent = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [output] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(output.toString());
  expect(await isRunning(pid)).toBe(true);
  parent.kill('SIGKILL');
  await vi.waitFor(async () => expect(await isRunning(pid)).toBe(false), { timeout: 10_000 });
});

/** The processes of a group that have not ended; the fields after the name in stat are state, parent and group. */
async function livingGroup(group: number): Promise<string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(ids.map((id) => readFile(`/proc/${id}/stat`, 'utf8').catch(() => '')));
  return stats.filter((stat) => new RegExp(`\\) [^ZX] \\d+ ${group} `).test(stat));
}
