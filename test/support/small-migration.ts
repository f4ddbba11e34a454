import type { z } from 'zod';
import type { MigrationFile } from '../../src/domain/migration-file.ts';

/** The smallest sensible migration file for a repository of JavaScript tests; tests spread their changes over it. */
export function smallMigration(url: string): z.input<typeof MigrationFile> {
  return {
    drover: 1,
    name: 'small',
    repository: { url, ref: 'main' },
    goal: 'Replace old by new.',
    modules: { by: 'files', include: ['*.js'] },
    verify: [{ name: 'test', run: 'node --test --test-reporter=junit "$MODULE"' }],
  };
}
