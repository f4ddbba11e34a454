import type { z } from 'zod';
import type { MigrationFile } from '../../domain/migration-file.ts';
import { recipe } from './recipe.ts';

/**
 * Installs tape alone, in a folder of its own: beside the repository's package.json, npm would resolve its other development
 * dependencies as well, which are some 500 packages, and with --omit=dev it would leave out tape. Changing the folder and not
 * --prefix, since that would make npm forget the machine's own npmrc.
 */
const installTape = [
  'mkdir -p "$HOME/tape" && cd "$HOME/tape" && echo "{}" > package.json',
  'npm install --no-package-lock --ignore-scripts --no-audit --no-fund --fetch-timeout=20000 tape@5.6.3',
  'mv node_modules "$OLDPWD/node_modules"',
].join(' && ');

export type DemoMigrationOptions = {
  /** The path of the repository that `makeMinimistRepository` made. */
  repository: string;
  /** `bin` folders outside /usr that the commands need, for instance node's. */
  toolchains: string[];
  /** Variables for all commands, for instance those of `npmEnvironment`. */
  env?: Record<string, string>;
};

/** The demo's migration file: minimist's tests from tape to node:test, one module a file, and package.json at the end. */
export function demoMigration({
  repository,
  toolchains,
  env = {},
}: DemoMigrationOptions): z.input<typeof MigrationFile> {
  return {
    drover: 1,
    name: 'tape-to-node-test',
    repository: { url: repository, ref: 'main' },
    goal: "Move this test file from tape to Node's own test runner, node:test, with the assertions of node's assert module. It must test exactly what it tests now.",
    guide: [
      "Replace require('tape') by require('node:test'), and add var assert = require('assert').",
      't.equal becomes assert.strictEqual; t.deepEqual and t.same become assert.deepStrictEqual; messages stay.',
      'Remove t.plan and t.end, and the parameter t where nothing uses it any more.',
      'Keep the names and the order of the tests, the comments, the tabs and the old syntax (var, function).',
    ],
    environment: { path: toolchains, env },
    // No inputs: what this installs does not depend on the repository, and the last module's package.json needs no new environment.
    setup: { run: installTape, inputs: [], network: usesPublicRegistry(env) ? 'registries' : 'open' },
    modules: { by: 'files', include: ['test/*.js'] },
    recipe: [{ run: recipe }],
    verify: [{ name: 'test', before: 'node "$MODULE"', run: 'node --test --test-reporter=junit "$MODULE"' }],
    last: {
      path: 'package.json',
      goal: "Remove tape from package.json: its development dependency, and its use in the scripts. The script tests-only runs all tests with 'node --test' and nothing before it; all else stays as it is.",
      mayChange: ['package.json'],
      verify: [
        {
          name: 'suite',
          before: 'node --test --test-reporter=junit',
          run: 'npm run --silent tests-only -- --test-reporter=junit',
        },
      ],
    },
    tests: { match: 'names' },
    budget: { attempts: 4 },
    concurrency: 8,
    approve: { merge: 'each' },
    deliver: { to: 'branch', branch: 'drover/tape-to-node-test' },
  };
}

/** Another registry than npm's own, or a proxy on the way to it, is not known to Drover's egress proxy without the operator's file. */
function usesPublicRegistry(env: Record<string, string>): boolean {
  const { npm_config_registry: registry = '', npm_config_proxy: http, npm_config_https_proxy: https } = env;
  return /^(https:\/\/registry\.npmjs\.org\/?)?$/.test(registry) && http === undefined && https === undefined;
}
