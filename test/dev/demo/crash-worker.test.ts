import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { folderJournal } from '../../../src/adapters/journal/folder-journal.ts';
import { readConfig } from '../../../src/config.ts';
import { crashWorker } from '../../../src/dev/demo/crash-worker.ts';
import { startWorkerProcess } from '../../../src/dev/stack/worker-process.ts';
import { dataFolders } from '../../../src/worker/data-folders.ts';
import { isRunning } from '../../support/is-running.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const reply = { responseId: 'r', items: [], usage: { inputTokens: 1, cachedTokens: 0, outputTokens: 1 } };

test('kills the worker when enough is recorded and under way, tells what the journal held, and starts another', async () => {
  const { stack, options } = await scene(4, 2);
  const { pid } = stack.worker;
  const crash = await crashWorker({ ...options, stack, ended: new AbortController().signal });
  expect(await isRunning(pid)).toBe(false);
  expect(await isRunning(stack.worker.pid)).toBe(true);
  expect(crash?.snapshot.map(({ recorded }) => recorded)).toEqual([true, true, true, true, false, false]);
  expect(crash?.at).toBeLessThanOrEqual(Date.now());
});

test('gives up when the migration has ended, and says so', async () => {
  const { stack, options, said } = await scene(4, 1);
  expect(await crashWorker({ ...options, stack, ended: AbortSignal.abort() })).toBeUndefined();
  expect(await isRunning(stack.worker.pid)).toBe(true);
  expect(said).toHaveLength(1);
});

/** A journal, and a process that is ready as a worker is and does nothing. */
async function scene(recorded: number, underWay: number) {
  const folder = await temporaryFolder();
  const config = readConfig({ HOME: folder, DROVER_DATA: folder });
  const journal = folderJournal(dataFolders(folder).journal, () => {});
  for (let turn = 1; turn <= recorded + underWay; turn += 1) {
    await journal.intend(`m/a/1/1/${turn}/hash`);
    if (turn <= recorded) await journal.record(`m/a/1/1/${turn}/hash`, reply);
  }
  const main = join(folder, 'idle.mjs');
  const ready = JSON.stringify({ event: 'ready', sandbox: 'none', checks: [] });
  await writeFile(main, `console.log(${JSON.stringify(ready)}); setInterval(() => {}, 1_000);`);
  const start = () => startWorkerProcess({ env: {}, log: () => {}, main });
  const stack = {
    worker: await start(),
    async startWorker() {
      stack.worker = await start();
    },
  };
  onTestFinished(() => stack.worker.kill());
  const said: string[] = [];
  const screen = { say: (line: string) => void said.push(line), warn: (line: string) => void said.push(line) };
  return { stack, said, options: { config, screen } };
}
