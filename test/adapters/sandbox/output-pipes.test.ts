import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test, vi } from 'vitest';
import { outputPipes, type OutputPipe } from '../../../src/adapters/sandbox/output-pipes.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('what a process writes by name comes out, and the end is seen', async () => {
  const { readable, writeEnd, closeWriteEnd } = outputPipes()();
  execFileSync('sh', ['-c', 'echo one; echo two > /dev/stdout'], { stdio: ['ignore', writeEnd, 'inherit'] });
  closeWriteEnd();
  expect(await text(readable)).toBe('one\ntwo\n');
});

test('every pipe is one of its own, however many are taken', async () => {
  const next = outputPipes();
  const pipes: OutputPipe[] = Array.from({ length: 40 }, next);
  for (const [index, pipe] of pipes.entries()) {
    execFileSync('echo', [String(index)], { stdio: ['ignore', pipe.writeEnd, 'inherit'] });
    pipe.closeWriteEnd();
  }
  expect(await Promise.all(pipes.map(({ readable }) => text(readable)))).toEqual(pipes.map((_, index) => `${index}\n`));
});

test('nothing is left in the temporary folder', async () => {
  const folder = await temporaryFolder();
  vi.stubEnv('TMPDIR', folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  outputPipes()();
  expect(readdirSync(folder)).toEqual([]);
});

test('a temporary folder that can hold no pipes is a failure that names it', async () => {
  vi.stubEnv('TMPDIR', '/proc');
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(() => outputPipes()()).toThrow('/proc');
});
