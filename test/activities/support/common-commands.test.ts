import { expect, it } from 'vitest';
import { commonCommands } from '../../../activities/support/common-commands.ts';
import { VerifyCommand } from '../../../src/domain/migration-file/verify-command.ts';
import { repositoryInStore } from '../../support/repository-in-store.ts';

async function common(files: Record<string, string>, ...lines: string[]): Promise<string[]> {
  const { store, base } = await repositoryInStore({ 'a.js': '', ...files });
  const commands = lines.map((run) => VerifyCommand.parse({ name: run, run }));
  return [...(await commonCommands({ store }, base, commands))];
}

it('are those that do not speak of the module', async () => {
  expect(await common({}, 'npx tsc --noEmit', 'node --test "$MODULE"', 'go test ./...')).toEqual([
    'npx tsc --noEmit',
    'go test ./...',
  ]);
});

it('are none whose script speaks of it, nor one that a script calls', async () => {
  const files = { 'ci/all.sh': 'sh ci/one.sh\n', 'ci/one.sh': 'node --test $MODULE\n', 'ci/types.sh': 'npx tsc\n' };
  expect(await common(files, 'sh ./ci/all.sh', 'ci/types.sh')).toEqual(['ci/types.sh']);
});

it('are none where what a task runner runs speaks of it', async () => {
  const scripts = (test: string) => ({ 'package.json': JSON.stringify({ scripts: { test } }) });
  expect(await common(scripts('vitest run $MODULE'), 'npm test')).toEqual([]);
  expect(await common(scripts('vitest run'), 'npm test')).toEqual(['npm test']);
});
