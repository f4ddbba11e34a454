import { MigrationFile } from '../../domain/migration-file.ts';

/** The body that starts a migration: the migration file as it is written, with an example. */
export const MigrationBody = MigrationFile.meta({
  id: 'MigrationFile',
  description:
    'What a platform team writes once: the goal in words, how to split the repository, how to verify a module.',
  examples: [
    {
      drover: 1,
      name: 'tape-to-node-test',
      labels: { team: 'web' },
      repository: { url: 'https://github.com/acme/widgets.git', ref: 'main' },
      goal: 'Move the tests from tape to node:test. Keep every test, its name and what it asserts.',
      setup: { run: 'npm ci --ignore-scripts', inputs: ['package-lock.json'], network: 'open' },
      modules: { by: 'files', include: ['test/*.js'] },
      verify: [{ name: 'test', before: 'node "$MODULE"', run: 'node --test "$MODULE"', report: 'tap' }],
      approve: { merge: 'each' },
    },
  ],
});
