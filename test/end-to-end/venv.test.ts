import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { editingBrain, type Files } from '../support/editing-brain.ts';
import { checkOut, runExample } from '../support/example.ts';
import { pythonRegistry } from '../support/python-registry.ts';
import { pythonSources } from '../support/python-sources.ts';
import { pythonToolchain } from '../support/python-toolchain.ts';
import { recordingBrain } from '../support/recording-brain.ts';
import { toPytest } from '../support/to-pytest.ts';
import { told } from '../support/told.ts';

/** What a person would make of the files. */
function migrate(files: Record<string, string>, module: string): Files {
  const tests = Object.fromEntries(Object.entries(files).map(([path, content]) => [path, toPytest(content)]));
  return module === 'first' ? { ...tests, 'pytest.ini': '[pytest]\npython_classes = *Test\n' } : tests;
}

function spoil(path: string, wrong: (right: string) => string): Record<string, (right: Files) => Files> {
  return { [path]: (right) => ({ ...right, [path]: wrong(right[path] ?? '') }) };
}

/** Mistakes that a model makes: a class gets a name by which pytest does not find it, and an assertion becomes a tuple, which is always true. */
const model = recordingBrain(
  editingBrain(migrate, {
    ...spoil('tests/test_func.py', (right) => right.replace('class FIFODecoratorTest', 'class TestFIFODecorator')),
    ...spoil('tests/test_lfu.py', (right) => right.replace('assert len(cache) == 2', 'assert (len(cache), 2)')),
  }),
);

describe('examples/venv', () => {
  test('moves cachetools from unittest to pytest in its own virtual environment, and takes no test that is not found or proves nothing', async () => {
    const sources = await pythonSources('cachetools-5.3.3');
    await writeFile(join(sources, 'requirements.txt'), 'pytest==8.4.2\n--editable .\n');
    const environment = { path: await pythonToolchain(), env: await pythonRegistry() };
    const { brain } = model;
    const { report, repository, evidence } = await runExample({ name: 'venv', sources, environment, brain });

    expect(report).toMatchObject({ status: 'completed', branch: 'drover/pytest' });
    const states = report.modules.map(({ path, state, attempts }) => [
      path.replace('tests/', ''),
      `${state} ${attempts}`,
    ]);
    expect(Object.fromEntries(states)).toEqual({
      first: 'merged 1',
      'test_cache.py': 'merged 1',
      'test_cached.py': 'merged 1',
      'test_cachedmethod.py': 'merged 1',
      'test_fifo.py': 'merged 1',
      'test_func.py': 'merged 2',
      'test_keys.py': 'merged 1',
      'test_lfu.py': 'merged 2',
      'test_lru.py': 'merged 1',
      'test_mru.py': 'merged 1',
      'test_rr.py': 'merged 1',
      'test_tlru.py': 'merged 1',
      'test_ttl.py': 'merged 1',
    });
    let sum = 0;
    for (const module of report.modules.filter(({ path }) => path !== 'first')) {
      const { before, after, findings } = await evidence(module.evidence);
      const [was, is] = [before, after].map(({ commands }) =>
        commands[0]?.report.tests.map(({ id, outcome }) => `${id}: ${outcome}`).toSorted(),
      );
      expect(is, module.path).toEqual(was);
      sum += is?.length ?? 0;
      expect(findings).toMatchObject([{ kind: 'new-check', subject: 'no unittest' }]);
    }
    expect(sum).toBe(214);
    expect(told(model, 'tests/test_func.py')).toMatch(/FIFODecoratorTest > \w+' passed before and is gone/);
    expect(told(model, 'tests/test_lfu.py')).toContain("can't fail before, 1 after in tests/test_lfu.py");

    const folder = await checkOut(repository, 'drover/pytest');
    expect(await execa('grep', ['-rn', 'unittest', 'tests'], { cwd: folder, reject: false })).toMatchObject({
      exitCode: 1,
    });
    await execa('python3', ['-m', 'venv', '.venv'], { cwd: folder });
    const python = join(folder, '.venv/bin/python');
    await execa(python, ['-m', 'pip', 'install', '--quiet', '-r', 'requirements.txt'], {
      cwd: folder,
      stdin: 'ignore',
    });
    expect((await execa(python, ['-m', 'pytest', '--quiet'], { cwd: folder })).stdout).toContain('214 passed');
  }, 600_000);
});
