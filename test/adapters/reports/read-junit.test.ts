import { describe, expect, it } from 'vitest';
import { outcomes, readFixture, readText } from './read-fixture.ts';
import { reportOf } from '../../support/report-of.ts';

describe.each(['20', '22', '24'])('JUnit XML as Node %s prints it', (version) => {
  it('reads nested tests by the names around them', async () => {
    const report = await readFixture(`node-${version}-mixed.xml`);
    expect(report.format).toBe('junit');
    expect(report.problems).toEqual([]);
    expect(outcomes(report)).toEqual([
      'passed adds',
      'failed fails & <escapes> "x"',
      'skipped left out',
      'skipped later',
      'passed adds #2',
      'passed issue # 5 \\ back',
      'passed suite > inner',
      'skipped suite > inner skipped',
      'failed suite > deep > leaf',
      'passed parent > child',
      'passed parent > child #2',
    ]);
    expect(report.tests[1]?.message).toMatch(/^one is two\n\n1 !== 2\n/);
  });

  it('knows that an empty file is no test, also when its name is all there is to see', async () => {
    for (const testFile of ['empty.test.mjs', '.', undefined]) {
      const report = await readFixture(`node-${version}-empty.xml`, testFile === undefined ? {} : { testFile });
      expect(report).toEqual(reportOf([], { format: 'junit' }));
    }
  });

  it('reports a file that could not be loaded as a failed test', async () => {
    const report = await readFixture(`node-${version}-crash.xml`, { testFile: 'crash.test.mjs', exitCode: 1 });
    expect(report.tests).toHaveLength(1);
    expect(report.tests[0]?.outcome).toBe('failed');
    expect(report.tests[0]?.id).toMatch(/crash\.test\.mjs$/);
    expect(report.tests[0]?.message).toMatch(/^the test file itself failed: .*exitCode: 1/);
  });

  it('finds a failed test around others by the totals, since it has no entry', async () => {
    const report = await readFixture(`node-${version}-own-failure.xml`);
    expect(outcomes(report)).toEqual(['passed parent > child', 'failed (failed outside of the listed tests)']);
  });
});

describe('JUnit XML of other runners', () => {
  it("reads pytest's by class name and name", async () => {
    const report = await readFixture('pytest.xml');
    expect(outcomes(report)).toEqual([
      'passed test_shop > test_adds',
      'failed test_shop > test_fails',
      'skipped test_shop > test_left_out',
      'passed test_shop > test_each[1]',
      'passed test_shop > test_each[2]',
      'passed test_shop.TestCart > test_empty',
      'failed test_shop.TestCart > test_broken',
    ]);
    expect(report.tests[1]?.message).toContain("assert {'a': 1} == {'a': 2}");
    expect(report.tests[6]?.message).toContain('RuntimeError: no <fixture> & more');
  });

  it('reads several files behind one another, as of Surefire, and ignores the output around them', () => {
    const suite = (name: string): string =>
      `<?xml version="1.0"?>\n<testsuite name="${name}"><testcase classname="${name}" name="works"/></testsuite>\n`;
    expect(outcomes(readText(`[INFO] tests\n${suite('shop.Cart')}${suite('shop.Till')}[INFO] done\n`))).toEqual([
      'passed shop.Cart > works',
      'passed shop.Till > works',
    ]);
  });

  it('names a test by its suites when there is no class name', () => {
    const xml =
      '<testsuites><testsuite name="a"><testsuite name="b"><testcase name="c"/></testsuite></testsuite></testsuites>';
    expect(outcomes(readText(xml))).toEqual(['passed a > b > c']);
  });

  it('reads numeric references and CDATA sections, which may hold anything', () => {
    const xml =
      '<testsuite name="s"><testcase classname="s" name="caf&#233; &#x1F600;"><failure message="went wrong"><![CDATA[<!DOCTYPE html>]]></failure></testcase></testsuite>';
    expect(readText(xml).tests).toEqual([
      { id: 's > café 😀', outcome: 'failed', message: 'went wrong\n<!DOCTYPE html>' },
    ]);
  });
});

describe('JUnit XML as pytest writes it', () => {
  it('tells skipped and expected failures from passed tests, and names parametrised ones by their values', async () => {
    const found = outcomes(await readFixture('pytest-all.xml'));
    for (const line of [
      'skipped tests.unit.test_shop > test_left_out',
      'skipped tests.unit.test_shop > test_xfails',
      'passed tests.unit.test_shop > test_xpasses',
      'failed tests.unit.test_shop > test_xpasses_strictly',
      'passed tests.unit.test_shop > test_each[a > b]',
      'passed tests.unit.test_shop > test_each[\\x00\\x1b[31m]',
      'passed tests.unit.test_shop > test_each[\\xe4]',
      'passed tests.unit.test_shop > test_each[value6]',
      'passed tests.unit.test_shop.TestOuter.TestInner > test_deep',
    ])
      expect(found).toContain(line);
  });

  it("reads unittest's classes, with their subtests as one test", async () => {
    const found = outcomes(await readFixture('pytest-all.xml')).filter((line) => line.includes('TestCart'));
    expect(found).toEqual([
      'passed tests.unit.test_shop.TestCart > test_empty',
      'skipped tests.unit.test_shop.TestCart > test_expected',
      'skipped tests.unit.test_shop.TestCart > test_later',
      'failed tests.unit.test_shop.TestCart > test_subs',
    ]);
  });

  it('reports a module that can not be collected as failed, and one that skips itself as skipped', async () => {
    const report = await readFixture('pytest-all.xml');
    expect(outcomes(report)).toEqual(
      expect.arrayContaining([
        'failed pytest > tests.unit.test_broken',
        'skipped pytest > tests.unit.test_skipped_module',
        'failed pytest > tests.unit.test_syntax',
      ]),
    );
    expect(report.tests[0]?.message).toContain('ImportError while importing test module');
    expect(report.tests[0]?.covers).toEqual(['tests.unit.test_broken > ', 'tests.unit.test_broken.']);
  });

  it('begins with what went wrong, and not with the values of the fixtures', () => {
    const text = `examples = PosixPath('/repo/examples')\n\n${'    context = 1\n'.repeat(30)}E   AttributeError: no split`;
    const failure = `<failure message="AttributeError: no split">${text}</failure>`;
    const report = readText(
      `<testsuite name="pytest"><testcase classname="a" name="b">${failure}</testcase></testsuite>`,
    );
    expect(report.tests[0]?.message).toMatch(/^AttributeError: no split\nexamples = /);
  });

  it('charges a test with the failure of what cleans up after it', async () => {
    const found = outcomes(await readFixture('pytest-all.xml')).filter((line) => line.includes('torn'));
    expect(found).toEqual([
      'failed tests.unit.test_shop > test_torn',
      'failed tests.unit.test_shop > test_torn_and_fails',
      'failed tests.unit.test_shop > test_torn_and_fails #2',
    ]);
  });
});

describe('hostile or damaged JUnit XML', () => {
  const suite = '<testsuites><testsuite name="a"><testcase classname="a" name="b"/></testsuite></testsuites>';

  it('refuses a document type', () => {
    const xml = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>\n${suite}`;
    expect(readText(xml)).toEqual(
      reportOf([], {
        format: 'junit',
        problems: ['the JUnit report has a document type (<!DOCTYPE or <!ENTITY), which is refused'],
      }),
    );
  });

  it.each([
    ['a report that was cut off', suite.slice(0, 60)],
    ['a second report that was cut off', `<?xml version="1.0"?>${suite}\n<?xml version="1.0"?>${suite.slice(0, 60)}`],
    ['a tag that is never closed', suite.replace('/>', '>')],
  ])('makes a problem of %s', (_what, xml) => {
    expect(readText(xml).problems.join()).toContain('not well-formed');
  });

  it('makes a problem of tags without end, reserved names and other XML', () => {
    expect(readText(`<testsuites>${'<a>'.repeat(500)}${'</a>'.repeat(500)}</testsuites>`).problems[0]).toContain(
      'nested',
    );
    expect(readText('<testsuites><__proto__ a="1"/></testsuites>').problems[0]).toContain("can't be parsed");
    expect(readText('<?xml version="1.0"?>\n<coverage/>').problems[0]).toContain('is no JUnit report');
  });

  it('refuses more tests than anyone has', () => {
    const xml = `<testsuite name="a">${'<testcase name="b"/>'.repeat(100_001)}</testsuite>`;
    expect(readText(xml).problems).toEqual(['the JUnit report has 100001 tests, more than 100000']);
  });

  it('refuses a report that is too long', () => {
    const report = readText(`<testsuites>${' '.repeat(9 * 1024 * 1024)}</testsuites>`);
    expect(report.tests).toEqual([]);
    expect(report.problems[0]).toContain('write the report to the file that REPORT names');
  });
});
