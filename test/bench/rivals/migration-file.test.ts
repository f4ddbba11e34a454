import { execa } from 'execa';
import { expect, test } from 'vitest';
import { migrationFile } from '../../../bench/rivals/migration-file.ts';
import { planModules } from '../../../src/core/plan/plan-modules.ts';
import { moduleKey } from '../../../src/core/plan/module-key.ts';
import { MigrationFile } from '../../../src/domain/migration-file.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const options = { repository: '/somewhere', packages: 12, jobs: 4, toolchains: [] };
const sha256 = (text: string) => Buffer.from(text).toString('hex').slice(-16).padStart(64, '0');

test('every package is a module whose path is the line that the model looks for', () => {
  const files = Array.from(
    { length: 12 },
    (_, index) => `packages/pkg-${String(index + 1).padStart(3, '0')}/src/index.js`,
  );
  const planned = planModules(MigrationFile.parse(migrationFile(options)), { files }, sha256);
  if (planned.kind !== 'planned') throw new Error(planned.problems.join('\n'));
  expect(planned.modules).toHaveLength(12);
  expect(planned.modules[6]).toEqual({
    key: moduleKey('MIGRATE-PACKAGE: pkg-007', sha256),
    path: 'MIGRATE-PACKAGE: pkg-007',
    role: 'module',
    paths: ['packages/pkg-007/src/index.js'],
    mayChange: ['packages/pkg-007/**'],
  });
});

test('a package is verified as the rig demands: an ES module without a require, whose tests pass', async () => {
  const folder = await temporaryFolder();
  const [command] = MigrationFile.parse(migrationFile(options)).verify;
  const verify = async (script: string): Promise<boolean> => {
    const files = `mkdir -p packages/pkg-007/src packages/pkg-007/test && cd packages/pkg-007 && ${script}`;
    await execa('sh', ['-c', files], { cwd: folder });
    const env = { MODULE: 'MIGRATE-PACKAGE: pkg-007', NODE_EXTRA_CA_CERTS: undefined, NODE_TEST_CONTEXT: undefined };
    return (await execa('sh', ['-c', command?.run ?? ''], { cwd: folder, env, reject: false })).exitCode === 0;
  };
  const testFile = (outcome: string) =>
    `echo 'import "node:test"; process.exitCode = ${outcome};' > test/index.test.js`;
  expect(
    await verify(`echo '{}' > package.json && echo 'export const a = 1;' > src/index.js && ${testFile('0')}`),
  ).toBe(false);
  expect(await verify(`echo '{ "type": "module" }' > package.json`)).toBe(true);
  expect(await verify(`echo 'require("a");' > src/index.js`)).toBe(false);
  expect(await verify(`echo 'export const a = 1;' > src/index.js && ${testFile('1')}`)).toBe(false);
});
