import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openEnvironment } from '../../../activities/support/open-environment.ts';
import { readConfig } from '../../../src/config.ts';
import { MigrationFile } from '../../../src/domain/migration-file.ts';
import type { Plan } from '../../../src/domain/plan.ts';
import { createPorts } from '../../../src/worker/create-ports.ts';
import { gitRepository } from '../../support/git-repository.ts';
import { smallMigration } from '../../support/small-migration.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('a worker without a sandbox runs nothing of a migration that does not ask for just that', async () => {
  const { ports } = await createPorts(
    readConfig({
      ...process.env,
      DROVER_DATA: join(await temporaryFolder(), 'data'),
      DROVER_SANDBOX: 'unsafe-process',
    }),
  );
  const repository = await gitRepository({ 'a.js': '' });
  const { base } = await ports.store.fetchBase('m', repository.folder, 'main', new AbortController().signal);
  const open = (sandbox: 'auto' | 'bubblewrap' | 'unsafe-process') => {
    const file = MigrationFile.parse({ ...smallMigration(repository.folder), sandbox });
    const plan: Plan = { v: 1, migration: 'm', file, base, modules: [], warnings: [] };
    return openEnvironment(ports, plan, base, new AbortController().signal);
  };
  for (const sandbox of ['auto', 'bubblewrap'] as const) {
    await expect(open(sandbox)).rejects.toMatchObject({
      type: 'InputRefused',
      message: expect.stringMatching(sandbox),
    });
  }
  expect(await open('unsafe-process')).toMatchObject({ made: [] });
});
