import { expect, test } from 'vitest';
import type { MigrationRecord } from '../../../src/domain/migration-record.ts';
import { apiForTest } from '../../support/api-for-test.ts';
import { smallMigration } from '../../support/small-migration.ts';

test('of two requests with one key and different files that reach two API processes at once, one stands', async () => {
  const one = await apiForTest();
  const other = await apiForTest({ dataFolder: one.dataFolder });
  for (const round of [1, 2, 3, 4, 5]) {
    const answers = await Promise.all(
      [one, other].map((api, index) => {
        const file = { ...smallMigration('https://git.example/x.git'), goal: `Goal ${index}.` };
        return api.json<{ type: string }>('POST', '/v1/migrations', file, { 'idempotency-key': `key ${round}` });
      }),
    );
    // The one that stands is told that no Temporal server is there.
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([409, 503]));
    const stands = answers.findIndex(({ status }) => status === 503);
    const [id = ''] = (await one.records.migrations()).filter((name) => name.startsWith(`key-${round}-`));
    const record = (await one.records.read(id, 'migration')) as MigrationRecord;
    expect(record.file.goal).toBe(`Goal ${stands}.`);
  }
});
