import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { countAssertions } from '../../../src/core/assertions/count-assertions.ts';
import { message } from '../../../src/core/context/message.ts';
import { demoBrain } from '../../../src/dev/demo/demo-brain.ts';
import { faults } from '../../../src/dev/demo/faults.ts';
import { migratePackageJson } from '../../../src/dev/demo/migrate-package-json.ts';
import { migrateTestFile } from '../../../src/dev/demo/migrate-test-file.ts';
import { recipe } from '../../../src/dev/demo/recipe.ts';
import type { ConversationItem } from '../../../src/domain/conversation.ts';
import { converse } from '../../support/converse.ts';
import { minimistFixture } from '../../support/minimist-fixture.ts';
import { runNodeTests } from '../../support/run-node-tests.ts';

const afterRecipe = 'The state so far was verified and refused:\n- failing-test: short: t.deepEqual is not a function';

async function cook(folder: string, module: string): Promise<void> {
  await execa('sh', ['-c', recipe], { cwd: folder, env: { MODULE: module } });
}

describe("the demo's brain", () => {
  const minimist = minimistFixture();

  test('gets every file right in the first attempt, or in the second where it is meant to fail first', async () => {
    const folder = await minimist.copy();
    const modules = [...(await readdir(join(folder, 'test'))).map((file) => `test/${file}`), 'package.json'];
    expect(modules).toHaveLength(16);

    await Promise.all(modules.map((module) => cook(folder, module)));

    for (const module of modules) {
      const original = await readFile(join(minimist.folder(), module), 'utf8');
      const right = module === 'package.json' ? migratePackageJson(original) : migrateTestFile(original);
      const isCooked = (await readFile(join(folder, module), 'utf8')) === right;
      const attempt = await converse(demoBrain, folder, module);

      const first = await attempt(afterRecipe);
      expect((await readFile(join(folder, module), 'utf8')) === right, module).toBe(!(module in faults));
      if (isCooked) expect(first).toMatchObject({ turns: 2, patches: [] });
      else expect(first.turns).toBe(3);

      if (module in faults) expect((await attempt('- lost-test: one is gone')).patches).toEqual(['applied']);
      expect(await readFile(join(folder, module), 'utf8')).toBe(right);
    }

    const grep = await execa('git', ['-C', folder, 'grep', '--files-with-matches', 'tape'], { reject: false });
    expect(grep.stdout).toBe('CHANGELOG.md');
  });

  test('works on a file that no recipe has touched', async () => {
    const folder = await minimist.copy();
    const right = migrateTestFile(await readFile(join(folder, 'test/dash.js'), 'utf8'));
    const attempt = await converse(demoBrain, folder, 'test/dash.js');

    expect(await attempt('')).toEqual({ said: 'test/dash.js no longer uses tape.', turns: 3, patches: ['applied'] });
    expect(await readFile(join(folder, 'test/dash.js'), 'utf8')).toBe(right);
  });

  test('repeats its mistake as long as nobody tells it what was refused', async () => {
    const folder = await minimist.copy();
    const attempt = await converse(demoBrain, folder, 'test/unknown.js');

    await attempt('');
    await attempt('');
    expect(await readFile(join(folder, 'test/unknown.js'), 'utf8')).toContain('assert.ok(true)');
    await attempt('The last attempt changed nothing.');
    expect(await readFile(join(folder, 'test/unknown.js'), 'utf8')).not.toContain('assert.ok(true)');
  });
});

describe("the brain's first mistake in", () => {
  const minimist = minimistFixture();

  async function firstAttempt(module: string): Promise<{ folder: string; patches: string[]; said: string }> {
    const folder = await minimist.copy();
    await cook(folder, module);
    const attempt = await converse(demoBrain, folder, module);
    return { folder, ...(await attempt(afterRecipe)) };
  }

  test('test/bool.js crashes on a leftover t.end()', async () => {
    const { folder, patches } = await firstAttempt('test/bool.js');
    expect(patches).toEqual(['applied']);
    const run = await runNodeTests(folder, 'test/bool.js');
    expect(run.exitCode).toBe(1);
    expect(run.output).toContain('t is not defined');
    expect(run.names).toHaveLength(10);
  });

  test('test/parse.js loses a test, and the command still succeeds', async () => {
    const { folder, patches } = await firstAttempt('test/parse.js');
    expect(patches).toEqual(['applied']);
    const run = await runNodeTests(folder, 'test/parse.js');
    expect(run.exitCode).toBe(0);
    expect(run.names).toHaveLength(12);
    expect(run.names).not.toContain('slashBreak');
  });

  test('test/unknown.js turns an assertion into one that can not fail, and all its tests pass', async () => {
    const { folder, patches } = await firstAttempt('test/unknown.js');
    expect(patches).toEqual(['applied']);
    expect(await runNodeTests(folder, 'test/unknown.js')).toMatchObject({ exitCode: 0, names: { length: 5 } });
    const spoiled = await readFile(join(folder, 'test/unknown.js'), 'utf8');
    const right = migrateTestFile(await readFile(join(minimist.folder(), 'test/unknown.js'), 'utf8'));
    const { total } = countAssertions('test/unknown.js', right)!;
    expect(countAssertions('test/unknown.js', spoiled)).toEqual({ path: 'test/unknown.js', total, constant: 1 });
  });

  test('test/short.js is a patch that fits the file before the recipe only, and that is refused', async () => {
    const { patches, said } = await firstAttempt('test/short.js');
    expect(patches).toEqual(['refused']);
    expect(said).toBe('test/short.js no longer uses tape.');
  });
});

describe('what the brain answers', () => {
  test('does not depend on how the messages carry their text', () => {
    const text = 'Module: test/a.js\nMay change: test/a.js';
    const look = demoBrain({ instructions: '', items: [message(text)], tools: [] });
    expect(look.calls).toHaveLength(1);
    expect(
      demoBrain({ instructions: '', items: [{ type: 'message', role: 'user', content: text }], tools: [] }),
    ).toEqual(look);
  });

  test('is that it can do nothing when no message names a module', () => {
    expect(demoBrain({ instructions: '', items: [message('Do something.')], tools: [] }).calls).toEqual([]);
  });

  test('is that it gives up when it can not read the file', () => {
    const look: ConversationItem[] = [
      { type: 'function_call', call_id: 'a', name: 'shell', arguments: '{}' },
      { type: 'function_call_output', call_id: 'a', output: 'exit code: 1\ntime: 0.0 s\noutput:\nno such file' },
    ];
    const items = [message('Module: test/a.js'), message('Attempt 1 of 4.')];
    expect(demoBrain({ instructions: '', items: [...items, ...look], tools: [] }).calls).toHaveLength(1);
    expect(demoBrain({ instructions: '', items: [...items, ...look, ...look], tools: [] })).toEqual({
      text: "I can't read test/a.js.",
      calls: [],
    });
  });
});
