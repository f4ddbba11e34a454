import type { z } from 'zod';
import type { MigrationFile } from '../../src/domain/migration-file.ts';
import { renamingBrain } from './renaming-brain.ts';
import { smallMigration } from './small-migration.ts';

/** The modules: one that the recipe finishes, one for the model, and one whose first attempt is refused. */
export const crashModules = {
  'a.txt': "a plain line\nword = 'OLD'\n",
  'b.txt': "a plain line\nword = 'OLD'\n",
  'c.txt': "word = 'EASY'\n",
};
export const crashBrain = renamingBrain({ 'b.txt': ['BAD'] });

/** A migration of `crashModules`, with a setup, a recipe, and an approval of each merge. */
export function crashMigration(url: string, concurrency: number): z.input<typeof MigrationFile> {
  return {
    ...smallMigration(url),
    modules: { by: 'files', include: ['*.txt'] },
    setup: { run: 'mkdir made && echo ready > made/stamp' },
    recipe: [{ run: 'sed -i -e s/plain/neat/ -e s/EASY/NEW/ "$MODULE"' }],
    verify: [{ name: 'test', before: hasWord('OLD\\|EASY'), run: hasWord('NEW'), report: 'tap' }],
    concurrency,
    deliver: { branch: 'migrated' },
  };
}

/** A test as a line of shell: it starts in milliseconds, and its result says whether the setup's work was there. */
function hasWord(word: string): string {
  return `echo 1..2; not=; grep -q "'\\(${word}\\)'" "$MODULE" || not='not '; echo "\${not}ok 1 - word"; cat made/stamp && echo 'ok 2 - set up'; test -z "$not"`;
}
