import { describe, expect, it } from 'vitest';
import { gitRepository } from '../support/git-repository.ts';
import { activitiesForTest } from '../support/ports-for-test.ts';
import { smallMigration } from '../support/small-migration.ts';

/** Setup that leaves an installed package and a cache in the home, both without the right to write. */
const setup = {
  run: 'mkdir -p node_modules/old ~/.store && echo 1 > node_modules/old/index.js && echo 1 > ~/.store/a && chmod a-w node_modules',
};

async function begin(changes: object) {
  const repository = await gitRepository({ 'a.js': 'old\n', 'package.json': '{}\n', 'lock.json': '{}\n' });
  const test = await activitiesForTest({ ...smallMigration(repository.folder), ...changes });
  const { base, first } = test.prepared;
  const run = (module = test.step.module) =>
    test.run('runRecipe', { ...test.step, module, start: base, date: 1_700_000_000 });
  const text = async (commit: string, path: string) =>
    new TextDecoder().decode((await test.ports.store.read(commit, [path])).get(path));
  return { ...test, base, run, text, firstKey: first?.key };
}

describe('runRecipe', () => {
  it("runs the recipe's commands on a module and commits what it may change", async () => {
    const recipe = [{ run: 'sed -i s/old/new/ "$MODULE"' }, { run: 'echo "// $NAME" >> "$MODULE"; echo x > other.js' }];
    const { run, text } = await begin({ recipe });
    const result = await run();
    expect(await text(result.commit, 'a.js')).toBe('new\n// a.js\n');
    expect(result).toMatchObject({ changed: ['a.js'], leftOut: [expect.stringMatching(/^other.js: /)] });
  });

  it('runs the command of the first module, which may also change what setup made', async () => {
    const add = [
      'chmod u+w node_modules && mkdir node_modules/fresh && mv node_modules/old node_modules/fresh',
      'echo 2 > ~/.store/b && test "$(cat ~/.store/a)" = 1',
      `echo '{"fresh":1}' > package.json && echo changed > lock.json`,
    ].join(' && ');
    const first = { run: add, network: 'none', mayChange: ['package.json'] };
    const { run, text, base, firstKey } = await begin({ setup, first, recipe: [{ run: 'exit 1' }] });
    const result = await run(firstKey);
    expect(result.failure).toBeUndefined();
    expect(await text(result.commit, 'package.json')).toBe('{"fresh":1}\n');
    expect(result.changed).toEqual(['package.json']);
    expect(result.leftOut).toEqual([expect.stringMatching(/^lock.json: /)]);
    expect(await run(firstKey)).toEqual(result);
    expect(result.commit).not.toBe(base);
  });

  it('leaves the environment as it was for all others', async () => {
    const first = { run: 'rm -rf node_modules ~/.store', network: 'none', mayChange: ['package.json'] };
    const recipe = [{ run: 'cat node_modules/old/index.js ~/.store/a >> "$MODULE"' }];
    const { run, text, firstKey } = await begin({ setup, first, recipe });
    expect((await run(firstKey)).failure).toBeUndefined();
    expect(await text((await run()).commit, 'a.js')).toBe('old\n1\n1\n');
  });

  it('tells a command that fails, and takes nothing of what it changed', async () => {
    const first = { run: 'echo 1 > package.json; echo broken >&2; exit 3', mayChange: ['package.json'] };
    const { run, base, firstKey } = await begin({ first });
    expect(await run(firstKey)).toEqual({
      commit: base,
      changed: [],
      leftOut: [],
      failure: 'echo 1 > package.json; echo broken >&2; exit 3: exit code 3: broken',
    });
  });

  it('changes nothing where there is no command', async () => {
    const { run, base, firstKey } = await begin({ first: { goal: 'g', mayChange: ['package.json'] } });
    expect((await run(firstKey)).commit).toBe(base);
    expect((await run()).commit).toBe(base);
  });
});
