import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readReport } from '../../../src/adapters/reports/read-report.ts';
import type { TestReport } from '../../../src/domain/test-report.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { outcomes } from './read-fixture.ts';
import { reportOf } from '../../support/report-of.ts';

type Reporter = 'junit' | 'tap';

/** Runs the test file with the Node that runs this test. */
async function runFile(content: string, reporter: Reporter): Promise<TestReport> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'shop.test.mjs'), content);
  // The variable tells a child that it runs below another test runner, which changes what it prints.
  const { NODE_TEST_CONTEXT: _context, NODE_EXTRA_CA_CERTS: _certificates, ...env } = process.env;
  return new Promise((resolve) => {
    execFile(
      'node',
      ['--test', `--test-reporter=${reporter}`, 'shop.test.mjs'],
      { cwd: folder, env },
      (error, stdout) => {
        const exitCode = error === null ? 0 : Number(error.code);
        resolve(readReport({ format: 'auto', stdout: Buffer.from(stdout), exitCode, testFile: 'shop.test.mjs' }));
      },
    );
  });
}

describe.each<Reporter>(['junit', 'tap'])('the installed Node with its %s reporter', (reporter) => {
  it('gives passed, failed and skipped tests by the names around them', async () => {
    const report = await runFile(
      `import { test, describe } from 'node:test';
       test('adds "quoted" & <other>', () => {});
       describe('cart', () => { test('empties', () => { throw new Error('boom'); }); test.skip('waits', () => {}); });`,
      reporter,
    );
    expect(report.problems).toEqual([]);
    expect(outcomes(report)).toEqual([
      'passed adds "quoted" & <other>',
      'failed cart > empties',
      'skipped cart > waits',
    ]);
    expect(report.tests[1]?.message).toContain('boom');
  });

  it('gives no test for an emptied file, which the runner counts as passed', async () => {
    const report = await runFile('', reporter);
    expect(report).toEqual(reportOf([], { format: reporter }));
  });

  it('gives a failed test for a file that can not be loaded', async () => {
    const report = await runFile("import './missing.mjs';", reporter);
    expect(report.tests.map(({ outcome }) => outcome)).toEqual(['failed']);
    expect(report.tests[0]?.message).toContain('the test file itself failed');
  });
});
