import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test, vi } from 'vitest';
import { childrenOf, descendants, isRunning, readProcess } from '../../../src/adapters/sandbox/process-tree.ts';

test('reads a process: parent, memory, threads', () => {
  const row = readProcess(process.pid);
  expect(row).toMatchObject({ pid: process.pid, parent: process.ppid });
  const ratio = (row?.residentBytes ?? 0) / process.memoryUsage().rss;
  expect(ratio).toBeGreaterThan(0.8);
  expect(ratio).toBeLessThan(1.25);
  expect(row?.threads).toBeGreaterThan(1);
});

test('finds children and grandchildren, and notices their end', async () => {
  const child = spawn('sh', ['-c', 'sleep 60 & sleep 60 & wait'], { stdio: 'ignore' });
  const pid = child.pid ?? 0;
  await vi.waitFor(() => expect(childrenOf(pid)).toHaveLength(2));
  const rows = descendants(process.pid).map((row) => row.pid);
  const [first, second] = childrenOf(pid);
  expect(rows).toEqual(expect.arrayContaining([pid, first?.pid, second?.pid]));
  const row = readProcess(pid);
  if (row === undefined || first === undefined || second === undefined) throw new Error('the processes have gone');
  for (const one of [first.pid, second.pid, pid]) process.kill(one, 'SIGKILL');
  await once(child, 'exit');
  await vi.waitFor(() => expect([row, first, second].map(isRunning)).toEqual([false, false, false]));
  expect(readProcess(pid)).toBeUndefined();
});

test('a later process of the same id is not the same process', () => {
  const row = readProcess(process.pid);
  if (row === undefined) throw new Error('this process has gone');
  expect(isRunning(row)).toBe(true);
  expect(isRunning({ ...row, startTicks: row.startTicks - 1 })).toBe(false);
});
