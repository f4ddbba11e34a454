import type { z } from 'zod';
import type { MigrationFile } from '../../src/domain/migration-file.ts';

/** The branch that the migration is delivered to. */
export const deliveryBranch = 'drover/es-modules';

// The rig's model reads which package it is to migrate from a line 'MIGRATE-PACKAGE: pkg-007'. A listed module's path is a free
// label that opens its conversation, so it is that line, and commands take the folder from it.
const enter = 'cd "packages/${MODULE#*: }"';
const runTests = 'node --test --test-reporter=junit';
const isMigrated = `grep -q '"type": "module"' package.json && ! grep -rqE '\\brequire\\(|module\\.exports' src test`;

/** The rig's task as a migration: each package is a module, verified by what the rig demands of every peer, and by the tests before. */
export function migrationFile(options: {
  repository: string;
  packages: number;
  jobs: number;
  toolchains: string[];
}): z.input<typeof MigrationFile> {
  const { repository, packages, jobs, toolchains } = options;
  const names = Array.from({ length: packages }, (_, index) => `pkg-${String(index + 1).padStart(3, '0')}`);
  return {
    drover: 1,
    name: 'es-modules',
    repository: { url: repository, ref: 'main' },
    goal:
      'Convert the package from CommonJS to ES modules: set "type": "module" in its package.json and convert every file in its src/ and ' +
      'test/ directories. Done means: `node --test` passes in the package.',
    environment: { path: toolchains },
    setup: {
      // What `npm install` makes of the workspaces, without a registry.
      run: 'mkdir -p node_modules/@acme && for package in packages/*; do ln -s "../../$package" node_modules/@acme/; done',
      inputs: ['package.json'],
    },
    modules: {
      by: 'list',
      list: names.map((name) => ({ path: `MIGRATE-PACKAGE: ${name}`, paths: [`packages/${name}/**`] })),
    },
    verify: [
      {
        name: 'node --test',
        before: `${enter} && ${runTests}`,
        run: `${enter} && ${isMigrated} && ${runTests}`,
        report: 'junit',
      },
    ],
    tests: { match: 'names' },
    model: { name: 'scripted-1', patchTool: 'function' },
    concurrency: jobs,
    approve: { merge: 'none' },
    deliver: { to: 'branch', branch: deliveryBranch },
  };
}
