import { describe, expect, it } from 'vitest';
import { MigrationFile } from '../../src/domain/migration-file.ts';
import { loadPlan } from '../../activities/support/load-plan.ts';
import { gitRepository } from '../support/git-repository.ts';
import { activitiesForTest } from '../support/ports-for-test.ts';
import { smallMigration } from '../support/small-migration.ts';

const content = { 'a.js': '0', 'lib/a.js': '1', 'lib/b.js': '2', 'modules.json': '["lib/a.js", "lib/b.js"]' };

/** Runs the command in a repository, as a migration would, and plans what it printed. */
async function list(command: string) {
  const repository = await gitRepository(content);
  const small = smallMigration(repository.folder);
  const test = await activitiesForTest(small);
  const file = MigrationFile.parse({ ...small, modules: { by: 'command', command } });
  const { listed, modules } = await test.run('listModules', { v: 1, migration: 'n', file });
  const prepared = await test.run('prepareMigration', { v: 1, migration: 'n', file, listed });
  const plan = await loadPlan(test.ports.blobs, prepared.plan);
  return { count: modules, prepared, modules: plan.modules };
}

const print = (modules: unknown) => `cat <<'END'\n${JSON.stringify(modules)}\nEND`;

describe('listModules', () => {
  it('makes modules of what the command of a migration prints, in the order that it says', async () => {
    const printed = [
      { path: 'b', paths: ['lib/b.js'], dependsOn: ['a'] },
      { path: 'a', name: '@acme/a', paths: ['lib/a*'] },
    ];
    const { count, prepared, modules } = await list(print(printed));
    expect(count).toBe(2);
    expect(modules).toMatchObject([
      { path: 'a', name: '@acme/a', paths: ['lib/a.js'], mayChange: ['lib/a*'] },
      { path: 'b', paths: ['lib/b.js'], dependsOn: [modules[0]?.key] },
    ]);
    expect(prepared.waves).toEqual([1, 1]);
  });

  it('runs it at the base commit, without network, and with the tools of the machine', async () => {
    const script =
      'const { readFileSync } = require("fs"); console.log(JSON.stringify(JSON.parse(readFileSync("modules.json")).map((path) => ({ path, paths: [path] }))))';
    const { modules } = await list(`test "$NAME" = small && node -e '${script}'`);
    expect(modules.map(({ path }) => path)).toEqual(['lib/a.js', 'lib/b.js']);
  });

  it.each([
    ['fails', 'echo broken >&2; exit 3', /^modules.command: .*broken/s],
    ['prints no JSON', 'echo hello', /^modules.command: it printed no JSON [^]* print a list like/],
    ['prints no list', "echo '{}'", /is no list of modules/],
    ['prints unknown fields', print([{ path: 'a', files: ['x'] }]), /\[0\]/],
    [
      'names what is not there',
      print([{ path: 'a', paths: ['x'], dependsOn: ['b'] }]),
      /"a" depends on "b", which is no module of the list/,
    ],
    [
      'matches no file',
      print([{ path: 'a', paths: ['x'] }]),
      /modules.command: the paths of "a": \["x"\] matches no file/,
    ],
    ['prints none', "echo '[]'", /printed no module/],
  ])('refuses a command that %s', async (_, command, words) => {
    await expect(list(command)).rejects.toThrow(words);
  });
});
