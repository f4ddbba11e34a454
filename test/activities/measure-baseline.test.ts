import { describe, expect, it } from 'vitest';
import { gitRepository } from '../support/git-repository.ts';
import { activitiesForTest } from '../support/ports-for-test.ts';
import { smallMigration } from '../support/small-migration.ts';

const report = '<testsuite name="a"><testcase classname="a" name="works"/></testsuite>\n';

describe('measureBaseline', () => {
  it('reads the report that the command writes, and none that the repository has', async () => {
    const repository = await gitRepository({ 'a.js': '', '.drover-report': report });
    for (const [run, tests] of [
      ['true', 0],
      [`printf '%s' '${report.trim()}' > "$REPORT"`, 1],
    ] as const) {
      const {
        run: measure,
        prepared,
        step,
      } = await activitiesForTest({
        ...smallMigration(repository.folder),
        verify: [{ name: 'test', run }],
      });
      expect(await measure('measureBaseline', { ...step, start: prepared.base })).toMatchObject({ tests });
    }
  });
});
