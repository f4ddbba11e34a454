import { describe, expect, it } from 'vitest';
import type { Verification } from '../../src/domain/evidence.ts';
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

  it('keeps no secret that a command prints in what becomes evidence', async () => {
    const secret = ['ghp', 'a1B2'.repeat(9)].join('_');
    const repository = await gitRepository({ 'a.js': '' });
    const { run, prepared, step, ports } = await activitiesForTest({
      ...smallMigration(repository.folder),
      verify: [{ name: 'test', run: `echo "a token: ${secret}"`, report: 'exit-code' }],
    });
    const { baseline } = await run('measureBaseline', { ...step, start: prepared.base });
    const { commands } = JSON.parse(new TextDecoder().decode(await ports.blobs.get(baseline))) as Verification;
    expect(commands[0]?.tail).toBe('a token: [secret]');
  });

  it('runs again in a new round, since a person who retries knows of something that has changed', async () => {
    const repository = await gitRepository({ 'a.js': '' });
    const { run, prepared, step } = await activitiesForTest({
      ...smallMigration(repository.folder),
      verify: [{ name: 'test', run: 'date +%s%N', report: 'exit-code' }],
    });
    const measured = (round: number) => run('measureBaseline', { ...step, round, start: prepared.base });
    const [first, second, again] = [await measured(1), await measured(2), await measured(2)];
    expect(second.baseline).not.toBe(first.baseline);
    expect(again.baseline).toBe(second.baseline);
  });

  it('reads the files that match junit:GLOB, and for each command only those that it wrote', async () => {
    const repository = await gitRepository({ 'a.js': '', 'out/TEST-old.xml': report });
    const write = `mkdir -p out/new && printf '%s' '${report.trim()}' > out/new/TEST-a.xml`;
    const { run, prepared, step, ports } = await activitiesForTest({
      ...smallMigration(repository.folder),
      verify: [
        { name: 'first', run: write, report: 'junit:out/**/TEST-*.xml' },
        { name: 'second', run: 'true', report: 'junit:out/**/TEST-*.xml' },
      ],
    });
    const baseline = await run('measureBaseline', { ...step, start: prepared.base });
    expect(baseline).toMatchObject({
      tests: 1,
      problem: expect.stringContaining('the command wrote no file that matches'),
    });
    const { commands } = JSON.parse(new TextDecoder().decode(await ports.blobs.get(baseline.baseline))) as Verification;
    expect(commands.map(({ report: { tests } }) => tests.map(({ id }) => id))).toEqual([['a > works'], []]);
  });

  it('reads tests and coverage from where tools write them, of what this command wrote alone', async () => {
    const lcov = 'SF:a.js\\nDA:1,1\\nDA:2,0\\nend_of_record\\n';
    const repository = await gitRepository({ 'a.js': '', 'coverage/lcov.info': 'SF:a.js\nDA:1,1\nend_of_record\n' });
    const write = `mkdir -p target/surefire-reports && printf '%s' '${report.trim()}' > target/surefire-reports/TEST-a.xml`;
    const { run, prepared, step, ports } = await activitiesForTest({
      ...smallMigration(repository.folder),
      verify: [
        { name: 'first', run: `${write}; printf '${lcov}' > coverage/lcov.info` },
        { name: 'second', run: `${write}; echo damaged > coverage.xml` },
        { name: 'third', run: 'true', coverage: 'coverage/lcov.info' },
      ],
    });
    const baseline = await run('measureBaseline', { ...step, start: prepared.base });
    const { commands } = JSON.parse(new TextDecoder().decode(await ports.blobs.get(baseline.baseline))) as Verification;
    expect(commands.map(({ report: { totals }, coverage }) => [totals.tests, coverage])).toEqual([
      [1, [{ path: 'a.js', lines: 2, covered: 1 }]],
      [1, undefined],
      [0, undefined],
    ]);
    expect(commands.map(({ coverageProblems }) => coverageProblems)).toEqual([
      undefined,
      [expect.stringMatching(/^coverage\.xml is no coverage in a format that is known/)],
      ['the command wrote no file that matches "coverage/lcov.info"'],
    ]);
  });
});
