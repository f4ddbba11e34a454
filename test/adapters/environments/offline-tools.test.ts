import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { registrySettings } from '../../../src/dev/toolchains/registry-settings.ts';
import { findToolchain } from '../../../src/dev/toolchains/find-toolchain.ts';
import type { ToolchainName } from '../../../src/dev/toolchains/toolchain.ts';
import type { FileSpec } from '../../support/repository-in-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { overlaysForTest } from '../overlay/overlays-for-test.ts';
import { realBubblewrap } from '../sandbox/sandbox-for-test.ts';
import { environmentsOf, never, runOnce, setUpOf } from './prepare-for-test.ts';

/** Real packages from real registries take their time. */
const patience = { timeout: 900_000 };
const limits = { milliseconds: 300_000, memoryBytes: 4 * 2 ** 30, processes: 500, outputBytes: 4 * 2 ** 20 };

type Project = {
  files: Record<string, FileSpec>;
  /** Runs with network, once. */
  setup: string;
  /** Runs without any, afterwards. */
  verify: string;
  toolchain: ToolchainName;
  registry?: 'npm' | 'pip' | 'go';
  env?: Record<string, string>;
};

/** Makes an environment with network and runs a command beside it without. */
async function offline({ files, setup, verify, toolchain, registry, env = {} }: Project) {
  const folder = await temporaryFolder();
  const found = await findToolchain(toolchain, { env: process.env, folder });
  if (found === undefined) throw new Error(`This test needs ${toolchain} on PATH.`);
  const settings = registry === undefined ? {} : (await registrySettings(registry, { env: process.env, folder })).env;
  const overlays = await overlaysForTest();
  // The tests' configuration takes Node's own certificates away from this process.
  const certificates = process.env['SSL_CERT_FILE'];
  const hostEnv = { ...process.env, ...(certificates !== undefined && { NODE_EXTRA_CA_CERTS: certificates }) };
  const runner = realBubblewrap(hostEnv, { overlays });
  const more = { toolchains: [found.folder, dirname(process.execPath)], env: { ...settings, ...env } };
  const made = await environmentsOf(files, { sandbox: runner, limits });
  const setUp = setUpOf(setup, { network: 'open', inputs: [], milliseconds: 600_000, ...more });
  const environment = await made.environments.prepare(made.base, setUp, never);
  const { store, base: commit } = made;
  const ran = await runOnce({ store, commit, environment, run: verify, runner, overlays, more: { ...more, limits } });
  return { ...ran, made: environment.made };
}

const json = (value: unknown) => JSON.stringify(value);

test('npm workspaces find hoisted and nested dependencies, and each other', patience, async () => {
  const uses = (version: string) =>
    `const isArray = require('isarray'); if (!isArray([]) || require('isarray/package.json').version[0] !== '${version}') throw 1; module.exports = '${version}';`;
  const { exitCode, stdout, captured, made } = await offline({
    files: {
      'package.json': json({ private: true, workspaces: ['packages/*'], dependencies: { isarray: '2.0.5' } }),
      'packages/one/package.json': json({ name: 'one', version: '1.0.0', dependencies: { isarray: '1.0.0' } }),
      'packages/one/index.js': uses('1'),
      'packages/two/package.json': json({
        name: 'two',
        version: '1.0.0',
        dependencies: { one: '1.0.0', isarray: '2.0.5' },
      }),
      'packages/two/index.js': `${uses('2')} console.log(module.exports, require('one'));`,
    },
    toolchain: 'node',
    registry: 'npm',
    setup: 'npm install --ignore-scripts --no-audit --no-fund',
    verify: 'node packages/two && npm ls --all --offline > tree && npm install --offline --no-audit --no-fund > again',
  });
  expect({ exitCode, stdout, captured }).toEqual({ exitCode: 0, stdout: '2 1\n', captured: ['again', 'tree'] });
  expect(made).toEqual(['node_modules', 'package-lock.json', 'packages/one/node_modules']);
});

test('a pnpm workspace of many packages keeps its links into the virtual store', patience, async () => {
  const names = Array.from({ length: 9 }, (_, n) => `p${n}`);
  const packages = names.flatMap((name, n) => {
    const next = n === 0 ? {} : { [`p${n - 1}`]: 'workspace:*' };
    const before = n === 0 ? '""' : `require('p${n - 1}')`;
    return [
      [
        `packages/${name}/package.json`,
        json({ name, version: '1.0.0', dependencies: { isarray: `${(n % 2) + 1}.0.0`, ...next } }),
      ],
      [`packages/${name}/index.js`, `module.exports = ${before} + require('isarray/package.json').version[0];`],
    ];
  });
  const { exitCode, stdout, captured, made } = await offline({
    files: {
      'package.json': json({ private: true }),
      'pnpm-workspace.yaml': 'packages: ["packages/*"]\n',
      ...Object.fromEntries(packages),
    },
    toolchain: 'node',
    registry: 'npm',
    setup:
      'npm install --prefix ~/tools --no-audit --no-fund pnpm@9 && ~/tools/node_modules/.bin/pnpm install --ignore-scripts',
    verify:
      'node -p "require(\'./packages/p8\')"; ~/tools/node_modules/.bin/pnpm install --offline --frozen-lockfile > log',
  });
  expect({ exitCode, stdout, captured }).toEqual({ exitCode: 0, stdout: '121212121\n', captured: ['log'] });
  expect(made).toEqual(['node_modules', ...names.map((name) => `packages/${name}/node_modules`), 'pnpm-lock.yaml']);
});

test('a virtual environment with absolute paths works, and packages can be installed over it', patience, async () => {
  const { exitCode, stdout, captured } = await offline({
    files: {
      '.gitignore': '__pycache__\n',
      'requirements.txt': 'iniconfig==2.0.0\npytest==8.3.4\n',
      'test_it.py': 'def test_it(tmp_path):\n    import iniconfig\n',
    },
    toolchain: 'python',
    registry: 'pip',
    setup: 'python3 -m venv .venv && .venv/bin/pip install -q -r requirements.txt',
    verify:
      'set -e; head -1 .venv/bin/pytest; . .venv/bin/activate; pytest -q -p no:cacheprovider > out; pip uninstall -qy iniconfig; ! python -c "import iniconfig" 2> /dev/null',
  });
  expect({ exitCode, stdout, captured }).toEqual({
    exitCode: 0,
    stdout: '#!/repo/.venv/bin/python3\n',
    captured: ['out'],
  });
});

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>t</groupId><artifactId>t</artifactId><version>1</version>
<properties><maven.compiler.source>11</maven.compiler.source><maven.compiler.target>11</maven.compiler.target><project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>
<dependencies><dependency><groupId>junit</groupId><artifactId>junit</artifactId><version>4.13.2</version><scope>test</scope></dependency></dependencies></project>`;

test('Maven tests without network after a setup that ran them once', patience, async () => {
  const { exitCode, stdout, captured } = await offline({
    files: {
      '.gitignore': 'target\n',
      'pom.xml': pom,
      'src/test/java/ATest.java':
        'public class ATest { @org.junit.Test public void adds() { org.junit.Assert.assertEquals(2, 1 + 1); } }',
    },
    toolchain: 'maven',
    // Built classes must not stay: those of tests that are deleted later would still be run.
    setup: 'mvn -B -q test -Dmaven.test.failure.ignore=true && rm -r target',
    verify: 'mvn -B -q -o test -Dtest=ATest > /dev/null && grep -c "<testcase" target/surefire-reports/TEST-ATest.xml',
  });
  expect({ exitCode, stdout, captured }).toEqual({ exitCode: 0, stdout: '1\n', captured: [] });
});

test('Go tests from its module cache, and may write go.sum', patience, async () => {
  const { exitCode, stdout, captured } = await offline({
    files: {
      'go.mod': 'module example.com/t\n\ngo 1.20\n\nrequire github.com/google/uuid v1.6.0\n',
      'a_test.go':
        'package t\n\nimport (\n\t"testing"\n\n\t"github.com/google/uuid"\n)\n\nfunc TestA(t *testing.T) { _ = uuid.Nil }\n',
    },
    toolchain: 'go',
    registry: 'go',
    env: { GOTOOLCHAIN: 'local', GOFLAGS: '-mod=mod' },
    // What is compiled here lies in the cache, which each checkout sees.
    setup: "go mod download && go test -run '^$' ./...",
    verify: 'go test ./... | cut -f 1-2; ls go.sum',
  });
  expect({ exitCode, stdout, captured }).toEqual({
    exitCode: 0,
    stdout: 'ok  \texample.com/t\ngo.sum\n',
    captured: expect.anything(),
  });
});

test('Cargo tests from its registry', patience, async () => {
  const { exitCode, stdout, captured } = await offline({
    files: {
      '.gitignore': 'target\n',
      'Cargo.toml': '[package]\nname = "t"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\nitoa = "1"\n',
      'src/lib.rs': '#[test]\nfn it() { assert_eq!(itoa::Buffer::new().format(1), "1"); }\n',
    },
    toolchain: 'rust',
    setup: 'cargo fetch',
    verify: 'cargo test --offline 2> /dev/null | grep "^test it"; ls -d target; cargo --version > /dev/null',
  });
  expect({ exitCode, stdout, captured }).toEqual({ exitCode: 0, stdout: 'test it ... ok\ntarget\n', captured: [] });
});
