import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { countAssertions } from '../../../src/core/assertions/count-assertions.ts';
import { migratePackageJson } from '../../../src/dev/demo/migrate-package-json.ts';
import { migrateTestFile } from '../../../src/dev/demo/migrate-test-file.ts';
import { minimistFixture } from '../../support/minimist-fixture.ts';
import { runNodeTests } from '../../support/run-node-tests.ts';

describe('the migrated minimist', () => {
  const minimist = minimistFixture();

  test(
    'runs the same 61 tests under node:test, and nothing but the changelog names tape',
    { timeout: 60_000 },
    async () => {
      const folder = await minimist.copy();
      const before: string[] = [];
      for (const file of await readdir(join(folder, 'test'))) {
        const source = await readFile(join(folder, 'test', file), 'utf8');
        before.push(...[...source.matchAll(/^test\('(.*)', function/gm)].map(([, name = '']) => name));
        const migrated = migrateTestFile(source);
        await writeFile(join(folder, 'test', file), migrated);
        expect(migrated).not.toMatch(/tape|\bt\.(equal|same|deepEqual|plan|end)\(/);
        expect(migrateTestFile(migrated)).toBe(migrated);
        expect(countAssertions(file, migrated)).toEqual(countAssertions(file, source));
      }
      const manifest = join(folder, 'package.json');
      await writeFile(manifest, migratePackageJson(await readFile(manifest, 'utf8')));

      const { exitCode, names } = await runNodeTests(folder);

      expect(exitCode).toBe(0);
      expect(before).toHaveLength(61);
      expect(names.toSorted()).toEqual(before.toSorted());
      expect(await readFile(manifest, 'utf8')).not.toContain('tape');
    },
  );
});

describe('package.json', () => {
  test('loses the dependency and the use of tape, and nothing else', () => {
    const source =
      '{\n\t"name": "x",\n\t"devDependencies": {\n\t\t"nyc": "^10.3.2",\n\t\t"tape": "^5.6.3"\n\t},\n\t"scripts": {\n\t\t"lint": "eslint .",\n\t\t"tests-only": "nyc tape \'test/**/*.js\'"\n\t}\n}\n';
    expect(migratePackageJson(source)).toBe(
      '{\n\t"name": "x",\n\t"devDependencies": {\n\t\t"nyc": "^10.3.2"\n\t},\n\t"scripts": {\n\t\t"lint": "eslint .",\n\t\t"tests-only": "node --test"\n\t}\n}\n',
    );
  });
});
