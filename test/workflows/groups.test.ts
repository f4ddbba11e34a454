import { describe, expect, it } from 'vitest';
import type { Files } from '../support/editing-brain.ts';
import { editingBrain } from '../support/editing-brain.ts';
import { gitRepository, type GitRepository } from '../support/git-repository.ts';
import { readEvidence } from '../support/read-evidence.ts';
import { recordingBrain } from '../support/recording-brain.ts';
import { sharedStack } from '../support/shared-stack.ts';
import { smallMigration } from '../support/small-migration.ts';
import { userTexts } from '../support/user-texts.ts';

/** From CommonJS to ES modules, as a person would. */
function toEsm(content: string): string {
  return content
    .replace(/const (\{[^}]+\}|\w+) = require\('([^']+)'\);/g, "import $1 from '$2';")
    .replace('module.exports = {', 'export {')
    .replace('"private": true', '"private": true, "type": "module"');
}

const edit = (files: Record<string, string>): Files =>
  Object.fromEntries(Object.entries(files).map(([path, content]) => [path, toEsm(content)]));

/** A name that is no longer exported: the whole is red, and the message names the file. */
const spoil = (right: Files): Files =>
  Object.fromEntries(
    Object.entries(right).map(([path, content]) => [path, content?.replace('export {', 'export { none,')]),
  );

/** The same mistake in each attempt. */
const hopeless = (files: Record<string, string>, module: string): Files =>
  module === 'never/lib/three.js' ? spoil(edit(files)) : edit(files);

/** The contract of the workspace: what 'shared' gives becomes an object, which all its users take apart. */
const newContract = (files: Record<string, string>): Files =>
  Object.fromEntries(
    Object.entries(files).map(([path, content]) => [
      path,
      content
        .replace('exports.price = (cents) => cents;', 'exports.price = (cents) => ({ cents });')
        .replace(/price\((\d+)\);/, 'price($1).cents;'),
    ]),
  );

const model = recordingBrain(
  editingBrain((files, module) => (module.startsWith('packages/') ? newContract(files) : hopeless(files, module)), {
    'bad/lib/three.js': spoil,
  }),
);
const stack = sharedStack(() => ({ brain: model.brain }));

const packageFiles = (folder: string): Record<string, string> => ({
  [`${folder}/package.json`]: '{ "name": "p", "private": true }\n',
  [`${folder}/lib/one.js`]: 'function one() {\n  return 1;\n}\n\nmodule.exports = { one };\n',
  [`${folder}/lib/two.js`]:
    "const { one } = require('./one.js');\n\nfunction two() {\n  return one() + 1;\n}\n\nmodule.exports = { two };\n",
  [`${folder}/lib/three.js`]:
    "const { two } = require('./two.js');\n\nfunction three() {\n  return two() + 1;\n}\n\nmodule.exports = { three };\n",
  [`${folder}/test/three.test.js`]:
    "const { test } = require('node:test');\nconst assert = require('node:assert');\nconst { three } = require('../lib/three.js');\n\ntest('three is three', () => {\n  assert.strictEqual(three(), 3);\n});\n",
});

const start = async (repository: GitRepository, folder: string, more = {}) =>
  stack().start({
    ...smallMigration(repository.folder),
    goal: 'Switch the package to ES modules.',
    modules: { by: 'files', include: [`${folder}/**`], groups: [{ name: 'esm', include: [`${folder}/**`] }] },
    verify: [{ name: 'test', per: 'group', run: `cd ${folder} && node --test --test-reporter=tap` }],
    deliver: { branch: 'esm' },
    ...more,
  });

describe('a group', () => {
  it('lands a package whole that is red until all its files have changed', { timeout: 120_000 }, async () => {
    const repository = await gitRepository(packageFiles('good'));
    const { id } = await start(repository, 'good');
    const report = await stack().approveAll(id);

    expect(report).toMatchObject({ status: 'completed', branch: 'esm' });
    expect(report.modules.map(({ path, state, attempts }) => [path, state, attempts])).toEqual(
      Object.keys(packageFiles('good'))
        .toSorted()
        .map((path) => [path, 'merged', 1]),
    );
    const [group] = report.groups ?? [];
    expect(group).toMatchObject({ path: 'esm', state: 'merged', commit: report.head });
    expect(new Set(report.modules.map(({ commit }) => commit))).toEqual(new Set([report.head]));
    const evidence = await readEvidence(stack().dataFolder, group?.evidence ?? null);
    expect(evidence).toMatchObject({ verdict: 'verified', path: 'esm', tests: { before: 1, after: 1, matched: 1 } });
    expect(await repository.show('esm', 'good/lib/two.js')).toContain("import { one } from './one.js';");
    // One commit on the branch's own line, and one for each member behind it.
    expect((await repository.git('log', '--first-parent', '--format=%s', 'main..esm')).trim()).toBe(
      'small: migrate esm',
    );
    expect((await repository.git('log', '--format=%s', 'main..esm')).trim().split('\n')).toHaveLength(6);
    const [opening] = userTexts(model.requests('good/lib/two.js').at(0));
    expect(opening).toContain("It is one of the group 'esm'");
    expect(opening).toContain('good/lib/one.js');
  });

  it(
    'sends what its commands refuse back to the one member that is named, and to no other',
    { timeout: 120_000 },
    async () => {
      const repository = await gitRepository(packageFiles('bad'));
      const { id } = await start(repository, 'bad');
      const report = await stack().approveAll(id);

      expect(report).toMatchObject({ status: 'completed' });
      const attempts = Object.fromEntries(report.modules.map((module) => [module.path, module.attempts]));
      expect(attempts).toEqual({
        'bad/lib/one.js': 1,
        'bad/lib/two.js': 1,
        'bad/lib/three.js': 2,
        'bad/package.json': 1,
        'bad/test/three.test.js': 1,
      });
      // Two calls an attempt: the patch, and the word that it is done.
      const calls = report.modules.map(({ path }) => [path, model.requests(path).length]);
      expect(Object.fromEntries(calls)).toEqual({
        'bad/lib/one.js': 2,
        'bad/lib/two.js': 2,
        'bad/lib/three.js': 4,
        'bad/package.json': 2,
        'bad/test/three.test.js': 2,
      });
      const said = userTexts(model.requests('bad/lib/three.js').at(-1)).join('\n');
      expect(said).toContain("Together with what the other modules of its group changed, the group's commands are red");
      expect(said).toContain('Changed by the other modules of its group: bad/lib/one.js');
    },
  );

  it(
    'lands not at all when its commands stay red, and costs the others no further attempt',
    { timeout: 120_000 },
    async () => {
      const repository = await gitRepository(packageFiles('never'));
      const { id } = await start(repository, 'never', { budget: { attempts: 2 } });
      const report = await stack().approveAll(id);

      expect(report).toMatchObject({ status: 'completed-with-unresolved', branch: null });
      expect(report.modules.map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => 'unresolved'));
      expect(report.groups).toMatchObject([{ path: 'esm', state: 'unresolved' }]);
      expect(report.groups?.[0]?.reason).toContain('never/lib/three.js');
      const others = report.modules.filter(({ path }) => path !== 'never/lib/three.js');
      expect(new Set(others.map(({ reason }) => reason)).size).toBe(1);
      expect(others[0]?.reason).toMatch(/^its group esm did not land: never\/lib\/three.js: /);
      expect(others.map(({ path }) => model.requests(path).length)).toEqual([2, 2, 2, 2]);
      expect(report.modules.find(({ path }) => path === 'never/lib/three.js')).toMatchObject({ attempts: 2 });
    },
  );

  it('changes a contract with its twelve users, each red alone', { timeout: 180_000 }, async () => {
    const users = Array.from({ length: 12 }, (_, index) => `packages/user${String(index).padStart(2, '0')}`);
    const repository = await gitRepository({
      'packages/shared/index.js': 'exports.price = (cents) => cents;\n',
      ...Object.fromEntries(
        users.flatMap((folder, index) => [
          [
            `${folder}/index.js`,
            `const { price } = require('../shared/index.js');\n\nexports.cost = () => price(${index});\n`,
          ],
          [
            `${folder}/test/cost.test.js`,
            `const { test } = require('node:test');\nconst assert = require('node:assert');\nconst { cost } = require('../index.js');\n\ntest('${folder} costs ${index}', () => {\n  assert.strictEqual(cost(), ${index});\n});\n`,
          ],
        ]),
      ),
    });
    const { id } = await stack().start({
      ...smallMigration(repository.folder),
      goal: 'Let price return an object.',
      modules: { by: 'folders', include: ['packages/*'], groups: [{ name: 'price', include: ['packages/*'] }] },
      verify: [{ name: 'all', per: 'group', run: 'node --test --test-reporter=tap packages/' }],
      deliver: { branch: 'contract' },
      approve: { merge: 'none' },
    });
    const report = await stack().migrations.result(id);

    expect(report).toMatchObject({ status: 'completed', branch: 'contract' });
    expect(report.modules.map(({ state }) => state)).toEqual(Array.from({ length: 13 }, () => 'merged'));
    expect(report.groups).toMatchObject([{ state: 'merged', tests: { before: 12, after: 12, matched: 12 } }]);
    expect(report.usage.modelCalls).toBe(26);
    expect(await repository.show('contract', 'packages/user07/index.js')).toContain('price(7).cents');
  });

  it('works on what must come first before the others, which begin on it', { timeout: 120_000 }, async () => {
    const files = packageFiles('order');
    const repository = await gitRepository(files);
    const paths = Object.keys(files);
    const { id } = await start(repository, 'order', {
      modules: {
        by: 'list',
        list: paths.map((path) => ({
          path: path,
          paths: [path],
          ...(path !== 'order/package.json' && { dependsOn: ['order/package.json'] }),
        })),
        groups: [{ name: 'esm', include: ['order/**'] }],
      },
      verify: [
        // Red for what is CommonJS yet as soon as the manifest says otherwise: measured where the group began, and judged on its own change.
        { name: 'test', per: 'group', run: 'cd order && node --test --test-reporter=tap' },
        { name: 'syntax', before: 'none', run: 'case $MODULE in *.js) node --check "$MODULE";; esac' },
      ],
    });
    const report = await stack().approveAll(id);
    expect(report).toMatchObject({ status: 'completed' });
    const startOf = (path: string) => report.modules.find((module) => module.path === path)?.start;
    const [opening] = userTexts(model.requests('order/lib/one.js').at(0));
    expect(opening).toContain('Verified by:\n- syntax: ');
    expect(userTexts(model.requests('order/lib/one.js').at(0)).join('\n')).toContain(
      'Changed by the other modules of its group: order/package.json',
    );
    expect(startOf('order/package.json')).toBe(report.base);
  });
});
