import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readReport } from '../../../src/adapters/reports/read-report.ts';
import { outcomes, readFixture, readText } from './read-fixture.ts';

async function surefire() {
  const folder = new URL('fixtures/surefire/', import.meta.url);
  const names = (await readdir(folder)).sort();
  const files = await Promise.all(
    names.map(async (name) => ({
      path: `target/surefire-reports/${name}`,
      bytes: await readFile(new URL(name, folder)),
    })),
  );
  return readReport({ format: 'auto', stdout: new Uint8Array(), exitCode: 1, written: { files, problems: [] } });
}

describe('JUnit XML as Surefire writes it, a file for each class', () => {
  it('is one report, with parametrised, nested and old tests under the names that Surefire gives them', async () => {
    const report = await surefire();
    expect(report).toMatchObject({ format: 'junit', problems: [] });
    expect(outcomes(report)).toEqual(
      expect.arrayContaining([
        'passed shop.CartTest > each(int)[1]',
        'passed shop.CartTest > named(String, String)[2]',
        'passed shop.CartTest > repeated()[2]',
        'failed shop.CartTest > breaks',
        'failed shop.CartTest > fails',
        'skipped shop.CartTest > leftOut',
        'skipped shop.CartTest > assumed',
        'passed shop.CartTest$Inner > deep',
        'passed shop.CartTest$Inner$Innermost > deepest',
        'passed shop.OldTest > small[0]',
        'failed shop.OldTest > small[1]',
        'skipped shop.OldTest > ignored[1]',
      ]),
    );
    expect(report.totals.tests).toBe(25);
  });

  it('tells what passed only in a rerun, and counts one that fails in both once', async () => {
    const { tests } = await surefire();
    const ofFlaky = tests.filter(({ id }) => id.startsWith('shop.FlakyTest > '));
    expect(ofFlaky.map(({ id, outcome, flaky }) => [id.split(' > ')[1], outcome, flaky === true])).toEqual([
      ['always', 'failed', false],
      ['steady', 'passed', false],
      ['flaky', 'passed', true],
      ['flakyError', 'passed', true],
    ]);
  });

  it('knows a class whose preparation fails as what keeps its tests from running', async () => {
    const torn = (await surefire()).tests.find(({ id }) => id.startsWith('shop.TornTest'));
    expect(torn).toMatchObject({
      id: 'shop.TornTest > (no name)',
      outcome: 'failed',
      covers: ['shop.TornTest > ', 'shop.TornTest$'],
      milliseconds: 113,
    });
  });
});

describe('JUnit XML as Gradle writes it', () => {
  it('is read like any other, with the brackets of JUnit 5 in the names', () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?>
<testsuite name="shop.CartTest" tests="3" skipped="1" failures="0" errors="0" timestamp="2026-01-01T00:00:00" hostname="host" time="1,234.5">
  <properties/>
  <testcase name="adds()" classname="shop.CartTest" time="1,234.5"/>
  <testcase name="[1] 5" classname="shop.CartTest" time="0.001"/>
  <testcase name="leftOut()" classname="shop.CartTest" time="0.0"><skipped/></testcase>
  <system-out><![CDATA[<testcase name="printed"/>]]></system-out>
  <system-err><![CDATA[]]></system-err>
</testsuite>`;
    const report = readText(xml);
    expect(outcomes(report)).toEqual([
      'passed shop.CartTest > adds()',
      'passed shop.CartTest > [1] 5',
      'skipped shop.CartTest > leftOut()',
    ]);
    expect(report.totals.milliseconds).toBe(1_234_501);
  });
});

describe('JUnit XML as cargo-nextest writes it', () => {
  it('names tests by their binary, and counts one that was run again once', async () => {
    const report = await readFixture('nextest.xml', { exitCode: 100 });
    expect(report).toMatchObject({ format: 'junit', problems: [] });
    expect(outcomes(report)).toEqual([
      'passed shop > cart::tests::adds',
      'passed shop > cart::tests::panics',
      'failed shop > cart::tests::returns_error',
      'failed shop > cart::tests::should_panic_and_does_not',
      'failed shop > cart::tests::fails',
      'passed shop::again > adds',
      'passed shop::whole > adds',
      'passed shop::whole > whole',
      'passed shop::bin/shop > main_works',
    ]);
  });
});

describe('JUnit XML as vitest writes it', () => {
  it('tells the files of its tests, and a file that could not be loaded', async () => {
    const report = await readFixture('vitest-4.xml', { exitCode: 1, roots: ['/repo'] });
    expect(outcomes(report)).toContain('failed test/cart.test.js > cart > fails & says <why>');
    expect(new Set(report.tests.map(({ file }) => file))).toEqual(
      new Set(['test/another.test.js', 'test/broken.test.js', 'test/cart.test.js', 'test/empty.test.js']),
    );
    const broken = report.tests.find(({ id }) => id === 'test/broken.test.js');
    expect(broken).toMatchObject({ outcome: 'failed', covers: ['test/broken.test.js > ', 'test/broken.test.js$'] });
  });
});
