import { join } from 'node:path';
import { expect, it } from 'vitest';
import { init } from '../../../src/cli/commands/init.ts';
import { readMigrationFile } from '../../../src/cli/read-migration-file.ts';
import { readConfig } from '../../../src/config.ts';
import { gitRepository } from '../../support/git-repository.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { ioForTest } from './io-for-test.ts';

it('says what it wrote, what it wants to know, and what comes next', async () => {
  const { folder } = await gitRepository({ 'notes.lua': '' });
  const output = join(await temporaryFolder(), 'migration.yaml');
  const io = ioForTest();
  expect(await init({ folder, output }, io, readConfig(process.env))).toBe(0);
  expect(await readMigrationFile(output)).toMatchObject({ repository: { url: folder } });
  expect(io.out()).toContain(`Wrote ${output} for ${folder}`);
  expect(io.out()).toContain('? No test command was found');
  expect(io.out()).toContain('? It has no goal yet');
  expect(io.out().split('\n').at(-1)).toContain(`Next: drover plan ${output}`);
});

it('says the same as one JSON document', async () => {
  const { folder } = await gitRepository({ 'package.json': '{"scripts":{"test":"node --test"}}', 'a.test.js': '' });
  const output = join(await temporaryFolder(), 'migration.yaml');
  const io = ioForTest({ json: true });
  await init({ folder, output, goal: 'Replace a by b.' }, io, readConfig(process.env));
  expect(JSON.parse(io.out())).toMatchObject({
    output,
    repository: folder,
    goalMissing: false,
    questions: [],
    toolchains: [{ name: 'node', version: process.versions.node }],
  });
});
