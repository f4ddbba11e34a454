import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { demoMigration } from '../../../src/dev/demo/migration.ts';
import { migratePackageJson } from '../../../src/dev/demo/migrate-package-json.ts';
import { MigrationFile } from '../../../src/domain/migration-file.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const options = {
  repository: '/somewhere/minimist',
  toolchains: ['/opt/node/bin'],
  env: { npm_config_registry: 'http://127.0.0.1:4873/' },
};

describe("the demo's migration", () => {
  test('is a valid migration file of the repository and the toolchains that it is given', () => {
    expect(MigrationFile.parse(demoMigration(options))).toMatchObject({
      repository: { url: '/somewhere/minimist', ref: 'main' },
      environment: { path: ['/opt/node/bin'], env: options.env },
      setup: { network: 'open' },
      verify: [{ network: 'none', report: 'auto' }],
      approve: { merge: 'each' },
    });
  });

  test('reaches the package registries alone, unless this machine has another one or a proxy', () => {
    const networkWith = (env: Record<string, string>) => demoMigration({ ...options, env }).setup?.network;
    expect(networkWith({ npm_config_registry: 'https://registry.npmjs.org/' })).toBe('registries');
    expect(networkWith({})).toBe('registries');
    expect(networkWith({ npm_config_https_proxy: 'http://proxy:1' })).toBe('open');
  });

  test('runs the last suite by the script that package.json then has, without tape', async () => {
    const folder = await temporaryFolder();
    const manifest = {
      name: 'x',
      devDependencies: { tape: '^5.6.3' },
      scripts: { 'tests-only': "nyc tape 'test/**/*.js'" },
    };
    await writeFile(join(folder, 'package.json'), migratePackageJson(JSON.stringify(manifest)));
    await mkdir(join(folder, 'test'));
    await writeFile(join(folder, 'test/a.js'), "require('node:test')('is run', function () {});\n");
    const [command] = demoMigration(options).last!.verify!;

    const run = await execa('sh', ['-c', command!.run], { cwd: folder, env: { NODE_TEST_CONTEXT: undefined } });

    expect(run.stdout).toContain('<testcase name="is run"');
    expect(run.stdout.startsWith('<?xml')).toBe(true);
  });
});
