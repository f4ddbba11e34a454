import { expect, test } from 'vitest';
import { passedOn } from '../../src/adapters/sandbox/passed-on.ts';
import { npmEnvironment } from '../../src/dev/demo/npm-environment.ts';
import { editingBrain, type Files } from '../support/editing-brain.ts';
import { gitRepository } from '../support/git-repository.ts';
import { migrationStack } from '../support/migration-stack.ts';
import { recordingBrain } from '../support/recording-brain.ts';
import { smallMigration } from '../support/small-migration.ts';

const names = ['add', 'double', 'quadruple'];

const sources: Record<string, string> = {
  'package.json': '{ "name": "sums", "private": true, "type": "module" }\n',
  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      allowJs: true,
      strict: true,
      module: 'nodenext',
      target: 'es2022',
      outDir: 'dist',
      rootDir: '.',
    },
    include: ['lib', 'test'],
  }),
  'lib/add.js': 'export function add(one, other) {\n  return one + other;\n}\n',
  'lib/double.js': "import { add } from './add.js';\n\nexport function double(one) {\n  return add(one, one);\n}\n",
  'lib/quadruple.js':
    "import { double } from './double.js';\n\nexport function quadruple(one) {\n  return double(double(one));\n}\n",
  'test/sums.test.js': [
    "import { test } from 'node:test';",
    "import assert from 'node:assert';",
    "import { quadruple } from '../lib/quadruple.js';",
    '',
    "test('four times three is twelve', () => {",
    '  assert.strictEqual(quadruple(3), 12);',
    '});',
    '',
  ].join('\n'),
};

/** What a person would make of a file: it gets another name, and its parameters get types. */
const toTypeScript = (files: Record<string, string>): Files =>
  Object.fromEntries(
    Object.entries(files).flatMap(([path, content]): [string, string | undefined][] => [
      [path, undefined],
      [path.replace(/\.js$/, '.ts'), content.replace(/\(.*\) \{/, (list) => list.replace(/\w+/g, '$&: number'))],
    ]),
  );

/** Without types it is red under `strict`, in its own check. */
const untyped = (right: Files): Files =>
  Object.fromEntries(Object.entries(right).map(([path, content]) => [path, content?.replaceAll(': number', '')]));

const model = recordingBrain(editingBrain(toTypeScript, { 'lib/double.js': untyped }));

test('converts a package to TypeScript file by file, each checked by tsc, and all of it by the tests', async () => {
  const repository = await gitRepository(sources);
  const stack = await migrationStack({ brain: model.brain, workerEnv: passedOn(process.env).env });
  const { id } = await stack.start({
    ...smallMigration(repository.folder),
    goal: 'Convert the package to TypeScript.',
    environment: { env: await npmEnvironment() },
    setup: { run: 'npm install --no-save typescript@5.9.3', inputs: ['package.json'], network: 'registries' },
    modules: {
      by: 'files',
      include: ['lib/*.js'],
      mayChange: ['{module}', '{dir}/{stem}.ts'],
      groups: [{ name: 'package', include: ['lib/*'] }],
    },
    verify: [
      { name: 'types', run: 'node_modules/.bin/tsc --noEmit', report: 'exit-code' },
      {
        name: 'tests',
        per: 'group',
        before: 'node --test --test-reporter=tap test/*.test.js',
        run: 'node_modules/.bin/tsc && node --test --test-reporter=tap dist/test/*.test.js',
      },
    ],
    deliver: { branch: 'typescript' },
  });
  const report = await stack.approveAll(id);

  expect(report).toMatchObject({ status: 'completed', branch: 'typescript' });
  expect(report.modules.map(({ path, state, attempts }) => `${path} ${state} ${attempts}`)).toEqual([
    'lib/add.js merged 1',
    'lib/double.js merged 2',
    'lib/quadruple.js merged 1',
  ]);
  // The attempt that its own check refused never came to the group, which was verified once.
  expect(report.groups).toMatchObject([{ state: 'merged', refused: [], tests: { before: 1, after: 1, matched: 1 } }]);
  expect((await repository.git('ls-tree', '--name-only', 'typescript:lib')).trim().split('\n')).toEqual(
    names.map((name) => `${name}.ts`),
  );
  expect(await repository.show('typescript', 'lib/add.ts')).toContain('one: number, other: number');
});
