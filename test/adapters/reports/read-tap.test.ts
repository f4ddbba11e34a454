import { describe, expect, it } from 'vitest';
import { outcomes, readFixture, readText } from './read-fixture.ts';
import { reportOf } from '../../support/report-of.ts';

describe('TAP as tape prints it', () => {
  it('reads one test per name comment, whatever its assertions are called', async () => {
    const report = await readFixture('tape-groups.tap');
    expect(report.format).toBe('tap');
    expect(report.problems).toEqual([]);
    expect(outcomes(report)).toEqual([
      'passed adds',
      'failed fails',
      'skipped is left out',
      'passed adds #2',
      'skipped is not done yet',
      'skipped skips its assertions',
      'passed inner with blanks',
      'passed issue # SKIP "quoted" <name>',
    ]);
  });

  it('says how many assertions of a test failed, and why the first one did', async () => {
    const report = await readFixture('tape-groups.tap');
    const message = report.tests.find((test) => test.id === 'fails')?.message;
    expect(message).toContain('2 of its 3 assertions failed; the first: one is two');
    expect(message).toContain('expected: 2\nactual: 1\nat: Test.<anonymous> (/repo/groups.js:3:32)');
  });

  it('takes a report without its plan for a crashed run', async () => {
    const report = await readFixture('tape-crash.tap');
    expect(report.problems).toEqual([
      'the TAP report has no plan (1..N) after 2 test points: the run ended before all tests had run',
    ]);
    expect(outcomes(report)).toEqual(['passed adds', 'passed crashes']);
  });

  it('takes a bail-out for a problem', async () => {
    const report = await readFixture('tape-bail.tap');
    expect(report.problems).toEqual(["the test run gave up: 'Bail out! no database'"]);
  });

  it('reads the reports of several files that ran one after the other as one', async () => {
    const green = 'TAP version 13\n# adds\nok 1 x\n\n1..1\n# tests 1\n# pass  1\n\n# ok\n';
    expect(outcomes(readText(`> shop@1.0.0 test\n\n${green}\n${green}`))).toEqual(['passed adds', 'passed adds #2']);
  });
});

describe.each(['20', '22', '24'])('TAP as Node %s prints it', (version) => {
  it('reads nested tests by the names around them, without empty and with failed files', async () => {
    const report = await readFixture(`node-${version}-all.tap`);
    expect(report.problems).toEqual([]);
    const file = version === '20' ? '/repo/crash.test.mjs' : 'crash.test.mjs';
    expect(outcomes(report).toSorted()).toEqual(
      [
        'passed adds',
        'failed fails & <escapes> "x"',
        'skipped left out',
        'skipped later',
        'passed suite > inner',
        'skipped suite > inner skipped',
        'failed suite > deep > leaf',
        'passed parent > child',
        'passed parent > child #2',
        'passed adds #2',
        'passed issue # 5 \\ back',
        `failed ${file}`,
        'passed parent > child #3',
        'failed parent',
      ].toSorted(),
    );
  });

  it('gives the output of a file that could not be loaded with it', async () => {
    const report = await readFixture(`node-${version}-all.tap`);
    const message = report.tests.find((test) => test.id.endsWith('crash.test.mjs'))?.message;
    expect(message).toContain('the test file itself failed');
    expect(message).toContain("Cannot find module '/repo/missing.mjs'");
  });
});

describe('TAP of other producers', () => {
  it('takes test points for tests when no comment names them', () => {
    const report = readText('1..4\nok 1 - reads\nnot ok 2 - writes\nok 3 - waits # SKIP slow\nok 4\n# done\n');
    expect(outcomes(report)).toEqual(['passed reads', 'failed writes', 'skipped waits', 'passed (no name)']);
  });

  it('refuses a report whose plan and test points differ', () => {
    expect(readText('TAP version 13\nok 1 a\nok 2 b\n1..3\n').problems).toEqual([
      "the TAP report's plan is 1..3, but it has 2 test points",
    ]);
    expect(readText('TAP version 13\nok 1 a\nok 99 b\n1..2\n').problems).toEqual([
      'the TAP report is wrong: id greater than plan end',
    ]);
  });

  it('reads a plan of no tests as no tests', () => {
    expect(readText('TAP version 13\n1..0\n')).toEqual(reportOf([]));
  });
});

describe('hostile TAP', () => {
  it('refuses subtests without end', () => {
    const deep = Array.from({ length: 2000 }, (_, level) => `${' '.repeat(4 * level)}# Subtest: a`).join('\n');
    expect(readText(`TAP version 14\n${deep}\n1..1\n`).problems).toEqual([
      'the TAP report has subtests that are nested deeper than 20 levels',
    ]);
  });

  it('cuts huge YAML blocks, which the parser would take minutes for, and keeps the verdict', () => {
    const keys = Array.from({ length: 50_000 }, (_, key) => `  k${key}: v\n`).join('');
    const report = readText(`TAP version 13\nnot ok 1 a\n  ---\n  error: boom\n${keys}  ...\nok 2 b\n1..2\n`);
    expect(report.problems).toEqual([]);
    expect(report.tests).toEqual([
      { id: 'a', outcome: 'failed', message: 'a\nerror: boom' },
      { id: 'b', outcome: 'passed' },
    ]);
  });

  it('is not stopped by a line without end', () => {
    const report = readText(`TAP version 13\n${' '.repeat(1_000_000)}x\nok 1 a\n1..1\n`);
    expect(report).toEqual(reportOf([{ id: 'a', outcome: 'passed' }]));
  });

  it('refuses more test points than anyone has', () => {
    expect(readText(`TAP version 13\n${'ok\n'.repeat(100_001)}1..100001\n`).problems).toEqual([
      'the TAP report has 100001 test points, more than 100000',
    ]);
  });

  it('cuts long names and messages', () => {
    const [test] = readText(`TAP version 13\nnot ok 1 ${'x'.repeat(5000)}\n1..1\n`).tests;
    expect(test?.id).toHaveLength(1000);
    expect(test?.message).toHaveLength(2000);
  });
});
