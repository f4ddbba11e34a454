import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoDocument } from '../support/demo-result.ts';
import { startProgram } from '../support/start-program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const cleanUps: (() => unknown)[] = [];
const atEnd = (cleanUp: () => unknown) => void cleanUps.unshift(cleanUp);

let packed: string[];
let folder: string;

/** Packs this checkout, and installs the package into an empty folder with an empty home, as a user does. */
beforeAll(async () => {
  const place = await temporaryFolder(atEnd);
  folder = join(place, 'project');
  await mkdir(folder);
  const { stdout } = await execa('npm', ['pack', '--json', '--pack-destination', place]);
  const [tarball] = JSON.parse(stdout) as { filename: string; files: { path: string }[] }[];
  packed = tarball?.files.map(({ path }) => path) ?? [];
  const install = ['install', '--prefer-offline', '--ignore-scripts', join(place, tarball?.filename ?? '')];
  const { exitCode, stderr } = await run(['npm', ...install, '--no-audit', '--no-fund']);
  if (exitCode !== 0) throw new Error(`npm install ended with exit code ${exitCode}:\n${stderr}`);
}, 300_000);

afterAll(async () => {
  for (const cleanUp of cleanUps) await cleanUp();
});

describe('the package', () => {
  it('holds the build, its launcher and its papers, and nothing else', async () => {
    expect(packed).toEqual(
      expect.arrayContaining(['LICENSE', 'README.md', 'dist/workflow-bundle.js', 'dist/src/worker/main.js']),
    );
    const others = packed.filter((path) => !/^(dist\/|src\/dev\/launch(\.mjs$|\/[\w-]+\.mjs$))/.test(path));
    expect(others.toSorted()).toEqual(['LICENSE', 'README.md', 'package.json']);
    const hidden = packed.filter((path) => path.split('/').some((part) => part.startsWith('.')));
    expect(hidden).toEqual([]);
  });

  it('can be asked for its version and its commands, and sets nothing up for that', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
    expect(await run(['npx', 'drover', '--version'])).toMatchObject({
      exitCode: 0,
      stdout: `${version}\n`,
      stderr: '',
    });
    const { stdout, stderr, exitCode } = await run(['npx', 'drover', '--help']);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    for (const command of ['run', 'init', 'doctor']) expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
  });

  it('finds all that it needs on this machine', async () => {
    const { exitCode, stdout, stderr } = await run(['npx', 'drover', 'doctor', '--no-model', '--json']);
    expect(exitCode, `${stdout}${stderr}`).toBe(0);
    expect(() => JSON.parse(stdout)).not.toThrow();
  });

  it('runs the demo to its end', async () => {
    const { exitCode, stdout, stderr, processes, temporary } = await run(['npx', 'drover', 'demo', '--json']);
    expect(exitCode, stderr).toBe(0);
    const report = JSON.parse(stdout) as DemoDocument;
    expect(report).toMatchObject({ status: 'completed', totals: { repeatedModelCalls: 0 } });
    expect(report.modules.map(({ state }) => state)).toEqual(Array(16).fill('merged'));
    expect({ processes, temporary }).toEqual({ processes: [], temporary: [] });
  }, 240_000);
});

async function run(command: string[]) {
  return (await startProgram({ command, cwd: folder }, atEnd)).ended;
}
