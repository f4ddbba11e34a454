import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';
import { expect, test, vi } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const built = (path: string) => pathToFileURL(resolve('dist/src/adapters/programs', path)).href;

/** Runs a module that has a program host, in a process of its own: the host's process is its child. */
async function withHost(code: string) {
  const folder = await temporaryFolder();
  const path = join(folder, 'main.mjs');
  const head = [
    `import { startProgramHost } from '${built('start-program-host.js')}';`,
    `import { runProgram } from '${built('run-program.js')}';`,
    `const host = startProgramHost(new URL('${built('host-main.js')}'));`,
    `const options = { cwd: ${JSON.stringify(folder)}, env: { PATH: process.env.PATH, WORD: 'word' }, input: '' };`,
    `const text = ({ exitCode, stdout, stderr }) => [exitCode, Buffer.from(stdout).toString(), stderr];`,
  ];
  await writeFile(path, [...head, code].join('\n'));
  return execa(process.execPath, [path], { stdin: 'ignore', reject: false });
}

test('programs run in a process of their own, with the folder, the variables, the input and the bytes that they would have had', async () => {
  const { stdout } = await withHost(`
    const parent = await runProgram('sh', ['-c', 'echo $PPID'], options);
    const asked = await runProgram('sh', ['-c', 'pwd; echo $WORD; cat; echo bad >&2; exit 3'], { ...options, input: 'in\\n' });
    const bytes = await runProgram('head', ['-c', '4'], { ...options, input: Buffer.from([0, 255, 10, 128]) });
    const all = await Promise.all([1, 2, 3].map((n) => runProgram('echo', [String(n)], options)));
    console.log(JSON.stringify([Number(text(parent)[1]) === process.pid, text(asked), [...bytes.stdout], all.map((end) => text(end)[1])]));`);
  const [isOwn, [code, output, complaint], bytes, all] = JSON.parse(stdout) as [boolean, unknown[], number[], string[]];
  expect(isOwn).toBe(false);
  expect([code, complaint]).toEqual([3, 'bad\n']);
  expect(output).toMatch(/^\/.*\nword\nin\n$/);
  expect(bytes).toEqual([0, 255, 10, 128]);
  expect(all).toEqual(['1\n', '2\n', '3\n']);
});

test('a program that is not there is a failure, as it would be without a host', async () => {
  const { stdout } = await withHost(`
    const failure = await runProgram('no-such-program', [], options).catch((error) => error);
    console.log(JSON.stringify([failure.type, failure.message]));`);
  expect(JSON.parse(stdout)).toEqual(['Broken', expect.stringContaining("'no-such-program' could not be run")]);
});

test('a host that is killed fails what it was running for now, and later programs run without it', async () => {
  const { stdout } = await withHost(`
    const parent = text(await runProgram('sh', ['-c', 'echo $PPID'], options))[1];
    const running = runProgram('sleep', ['3'], options).catch((error) => error.type);
    process.kill(Number(parent), 'SIGKILL');
    console.log(JSON.stringify([await running, text(await runProgram('echo', ['on'], options))[1]]));
    process.exit(0);`);
  expect(JSON.parse(stdout)).toEqual(['Transient', 'on\n']);
});

test('the host ends with its process, even when that is killed, and does not keep it from ending', async () => {
  const { stdout, signal } = await withHost(`
    console.log(text(await runProgram('sh', ['-c', 'echo $PPID'], options))[1].trim());
    process.kill(process.pid, 'SIGKILL');`);
  expect(signal).toBe('SIGKILL');
  const isGone = () => expect(() => process.kill(Number(stdout), 0)).toThrow('ESRCH');
  await vi.waitFor(isGone, { timeout: 10_000 });
  const { exitCode } = await withHost(`await runProgram('true', [], options);`);
  expect(exitCode).toBe(0);
});
