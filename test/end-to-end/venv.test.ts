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
    ...spoil('tests/test_lfu.py', (right) => right.replace('assert len(cache) == 1', 'assert (len(cache), 1)')),
  }),
);

describe('examples/venv', () => {
  test('moves cachetools from unittest to pytest in its own virtual environment, and takes no test that is not found or proves nothing', async () => {
    const sources = await pythonSources('cachetools-5.3.3');
    await writeFile(join(sources, 'requirements.txt'), 'pytest==8.4.2\n--editable .\n');
    const environment = { path: await pythonToolchain(), env: await pythonRegistry() };
    const { brain } = model;
    const { report, repository, evidence } = await runExample({ name: 'venv', sources, environment, brain });
    console.log(JSON.stringify(report, null, 1));
    for (const module of report.modules) {
      const { tests, before, after } = await evidence(module.evidence);
      console.log(
        module.path,
        module.state,
        module.attempts,
        JSON.stringify(tests),
        before.commands.length,
        after.commands.length,
        after.commands[0]?.report.tests[0]?.id,
      );
    }
    console.log(told(model, 'tests/test_func.py').slice(-1500), told(model, 'tests/test_lfu.py').slice(-1500));
    const folder = await checkOut(repository, 'drover/pytest');
    console.log(await execa('git', ['log', '--oneline', '--stat'], { cwd: folder }));
  }, 1_200_000);
});
