import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkOut, exampleMigration, runExample } from '../support/example.ts';
import { activitiesForTest } from '../support/ports-for-test.ts';
import { pythonRegistry } from '../support/python-registry.ts';
import { pythonSources } from '../support/python-sources.ts';
import { pythonToolchain } from '../support/python-toolchain.ts';
import { rewritingBrain } from '../support/rewriting-brain.ts';

const rules: [RegExp, string][] = [
  [/os\.path\.abspath\(\s*os\.path\.normpath\((self\.filename)\)\)/, 'str(pathlib.Path($1).resolve())'],
  [/os\.path\.abspath\(os\.path\.normpath\((self\.filename)\)\)/, 'str(pathlib.Path($1).resolve())'],
  [/os\.path\.exists\((\w+)\)/, 'pathlib.Path($1).exists()'],
  [/os\.path\.(is)(file|dir)\((\w+)\)/g, 'pathlib.Path($3).$1_$2()'],
  [/os\.path\.basename\(([\w.]+)\)/, 'pathlib.Path($1).name'],
  [/os\.path\.join\(self\.filename, 'PKG-INFO'\)/, "pathlib.Path(self.filename) / 'PKG-INFO'"],
  [/\[os\.path\.join\(fqn, p\) for p in os\.listdir\(fqn\)\]/, '[str(path) for path in pathlib.Path(fqn).iterdir()]'],
];

/** What a person would make of one of the modules. */
function toPathlib(content: string): string {
  const rewritten = rules.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), content);
  const hasImport = rewritten.includes('import pathlib\n');
  return rewritten.replace('import os\n', hasImport ? '' : 'import pathlib\n');
}

/** Mistakes that a model makes: what was a list of names is a list of paths now, and what was a string is a path. */
const brain = rewritingBrain(toPathlib, {
  'src/pkginfo/wheel.py': (right) =>
    right.replace('[str(path) for path in pathlib.Path(fqn).iterdir()]', 'list(pathlib.Path(fqn).iterdir())'),
  'src/pkginfo/bdist.py': (right) =>
    right.replace('str(pathlib.Path(self.filename).resolve())', 'pathlib.Path(self.filename).resolve()'),
});

describe('examples/python', () => {
  let sources = '';
  const cleanUps: (() => void | Promise<void>)[] = [];
  beforeAll(async () => {
    sources = await pythonSources('pkginfo-2.0', (cleanUp) => void cleanUps.push(cleanUp));
  });
  afterAll(async () => {
    for (const cleanUp of cleanUps) await cleanUp();
  });

  test('moves pkginfo from os.path to pathlib, and takes nothing that its pytest suite refuses', async () => {
    const environment = { path: await pythonToolchain(), env: await pythonRegistry() };
    const { report, repository, evidence } = await runExample({ name: 'python', sources, environment, brain });

    expect(report).toMatchObject({ status: 'completed', branch: 'drover/pathlib' });
    expect(report.modules.map(({ path, state, attempts }) => [path, state, attempts])).toEqual([
      ['src/pkginfo/bdist.py', 'merged', 2],
      ['src/pkginfo/commandline.py', 'merged', 1],
      ['src/pkginfo/sdist.py', 'merged', 1],
      ['src/pkginfo/utils.py', 'merged', 1],
      ['src/pkginfo/wheel.py', 'merged', 2],
    ]);
    for (const module of report.modules) {
      const { tests, before, after } = await evidence(module.evidence);
      expect(tests).toEqual({ before: 210, after: 210, matched: 210 });
      for (const { commands } of [before, after]) {
        expect(commands).toMatchObject([{ exitCode: 0, report: { format: 'junit', problems: [] } }]);
        expect(commands[0]?.report.tests.every(({ outcome }) => outcome === 'passed')).toBe(true);
      }
    }

    const folder = await checkOut(repository, 'drover/pathlib');
    const sweep = await execa('grep', ['-n', 'os.path', ...report.modules.map(({ path }) => path)], {
      cwd: folder,
      reject: false,
    });
    expect(sweep.stdout).toBe('');
  }, 300_000);

  test("works with the system's own python3, without a toolchain folder", async () => {
    const environment = { path: [], env: await pythonRegistry() };
    const { file } = await exampleMigration({ name: 'python', sources, environment });
    const { run, step, prepared } = await activitiesForTest(file);
    expect(await run('measureBaseline', { ...step, start: prepared.base })).toEqual({
      baseline: expect.any(String),
      tests: 210,
      failing: 0,
    });
  }, 300_000);
});
