import { expect, it } from 'vitest';
import { editingBrain } from '../support/editing-brain.ts';
import { gitRepository } from '../support/git-repository.ts';
import { migrationStack } from '../support/migration-stack.ts';
import { recordingBrain } from '../support/recording-brain.ts';
import { smallMigration } from '../support/small-migration.ts';
import { told } from '../support/told.ts';
import { wordModule, wordVerify } from '../support/word-module.ts';

it('more than four fifths of the input come from the cache after the first turn, and later modules see what earlier ones changed', async () => {
  // As long as test files are: about 6,000 characters.
  const long =
    wordModule() +
    Array.from({ length: 120 }, (_, line) => `// what line ${line} of the file is for, in words\n`).join('');
  const repository = await gitRepository({ 'a.js': long, 'b.js': long, 'c.js': long });
  const recorded = recordingBrain(
    editingBrain((files, module) => ({ [module]: files[module]?.replace('OLD', 'NEW') }), {
      'b.js': (right) => ({ 'b.js': right['b.js']?.replace('NEW', 'BAD') }),
    }),
  );
  const stack = await migrationStack({ brain: recorded.brain });
  const { result } = await stack.start({
    ...smallMigration(repository.folder),
    verify: wordVerify,
    guide: ['Keep the quotes.'],
    approve: { merge: 'none' },
    concurrency: 1,
  });
  expect((await result).status).toBe('completed');

  const calls = stack.rehearsal.calls();
  const later = calls.filter(({ module }, index) => calls.findIndex((call) => call.module === module) !== index);
  // One more turn for two modules, and three for the one whose first attempt is refused.
  expect(later).toHaveLength(5);
  const sum = (field: 'cachedTokens' | 'inputTokens') => later.reduce((total, call) => total + call[field], 0);
  const share = sum('cachedTokens') / sum('inputTokens');
  console.log(`cached share from the second turn on: ${share.toFixed(3)}`);
  expect(share).toBeGreaterThan(0.8);

  expect(told(recorded, 'a.js')).not.toContain('How other modules');
  expect(told(recorded, 'c.js')).toMatch(/--- [ab]\.js[^]*-const word = 'OLD';\n\+const word = 'NEW';/);
  expect(told(recorded, 'c.js')).toContain('- test: 2 tests, 0 failing');
});
