import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { writtenReports } from '../../../activities/support/written-reports.ts';
import { readReport } from '../../../src/adapters/reports/read-report.ts';
import type { WantedReport } from '../../../src/domain/wanted-report.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { reportOf } from '../../support/report-of.ts';

const suite = (name: string) => `<testsuite name="${name}"><testcase classname="${name}" name="works"/></testsuite>\n`;

/** Writes files, looks, lets a real command run in the folder, and reads what it wrote. */
async function afterCommand(files: Record<string, string>, format: WantedReport, command: string) {
  const folder = await temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  const read = await writtenReports(folder, { report: format });
  await execa('sh', ['-c', command], { cwd: folder });
  const { reports: written, coverage } = await read();
  return {
    written,
    coverage: coverage.files.map(({ path }) => path),
    report: readReport({ format, stdout: new Uint8Array(), exitCode: 0, ...(written && { written }) }),
  };
}

const write = (path: string, name: string) =>
  `mkdir -p "$(dirname '${path}')" && printf '%s' '${suite(name).trim()}' > '${path}'`;

describe('junit:GLOB', () => {
  it('reads the files that the command wrote as one report, in the order of their paths', async () => {
    const command = `${write('target/reports/TEST-b.xml', 'b')}; ${write('target/reports/TEST-a.xml', 'a')}; ${write('target/notes.xml', 'no')}`;
    const { report } = await afterCommand({}, 'junit:target/reports/*.xml', command);
    expect(report).toEqual(
      reportOf(
        [
          { id: 'a > works', outcome: 'passed' },
          { id: 'b > works', outcome: 'passed' },
        ],
        { format: 'junit' },
      ),
    );
  });

  it('counts no report that was there before the command', async () => {
    const files = { 'out/TEST-old.xml': suite('old'), 'out/TEST-again.xml': suite('again') };
    const { report } = await afterCommand(files, 'junit:**/TEST-*.xml', write('out/TEST-again.xml', 'new'));
    expect(report.tests).toEqual([{ id: 'new > works', outcome: 'passed' }]);
  });

  it('says so when the command wrote none', async () => {
    const { report } = await afterCommand({ 'out/a.xml': suite('old') }, 'junit:./out/*.xml', 'true');
    expect(report.tests).toEqual([]);
    expect(report.problems).toEqual([
      expect.stringMatching(/wrote no file that matches "\.\/out\/\*\.xml" \(exit code 0\)/),
    ]);
  });

  it('names the file that is damaged', async () => {
    const { report } = await afterCommand({}, 'junit:*.xml', `${write('a.xml', 'a')}; echo '<testsuite' > b.xml`);
    expect(report.tests).toHaveLength(1);
    expect(report.problems).toEqual([expect.stringMatching(/^b\.xml: .*not well-formed/)]);
  });

  it('follows no link, neither to a file nor to a folder on the way, and waits for no pipe', async () => {
    const outside = await temporaryFolder();
    await writeFile(join(outside, 'a.xml'), suite('outside'));
    const command = `ln -s '${outside}/a.xml' link.xml; ln -s '${outside}' out; mkfifo pipe.xml; ${write('in/a.xml', 'inside')}; ln -s in around`;
    for (const pattern of ['junit:**/*.xml', 'junit:{out,in}/*.xml'] as const) {
      const { report } = await afterCommand({}, pattern, command);
      expect(report.tests.map(({ id }) => id)).toEqual(['inside > works']);
    }
    const { written } = await afterCommand({}, 'junit:out/*.xml', command);
    expect(written).toEqual({ files: [], problems: [] });
  });

  it('refuses more files, and longer ones, than can be read', async () => {
    const many = await afterCommand(
      {},
      'junit:*.xml',
      'seq 2001 | while read n; do echo "<testsuite/>" > "$n.xml"; done',
    );
    expect(many.report.problems).toEqual(['2001 files match "*.xml", and at most 2000 are read']);
    const long = await afterCommand({}, 'junit:*.xml', 'truncate -s 17M a.xml');
    expect(long.report.problems).toEqual([expect.stringContaining('16 MiB')]);
  });

  it('is not looked for with other formats', async () => {
    expect((await afterCommand({}, 'junit', write('a.xml', 'a'))).written).toBeUndefined();
  });
});

describe('report: auto', () => {
  it.each([
    ['target/surefire-reports/TEST-shop.CartTest.xml'],
    ['a/target/failsafe-reports/TEST-shop.CartIT.xml'],
    ['app/build/test-results/test/TEST-shop.CartTest.xml'],
    ['target/nextest/ci/junit.xml'],
    ['junit.xml'],
    ['packages/a/test-results.xml'],
    ['reports/junit/all.xml'],
    ['test-results/all.xml'],
  ])('finds what the command wrote to %s', async (path) => {
    const { report } = await afterCommand({}, 'auto', write(path, 'a'));
    expect(report.format).toBe('junit');
    expect(report.tests).toEqual([{ id: 'a > works', outcome: 'passed' }]);
  });

  it('counts no file that was there before, none of others, and none that is no report', async () => {
    const command = [
      write('node_modules/a/junit.xml', 'others'),
      'mkdir -p reports; echo "<checkstyle/>" > reports/style.xml',
      write('some/where/else.xml', 'unknown'),
    ].join('; ');
    const { report } = await afterCommand({ 'junit.xml': suite('old') }, 'auto', command);
    expect(report).toEqual(reportOf([], { format: 'exit-code' }));
  });

  it('reads what was printed before what was written', async () => {
    const { written } = await afterCommand({}, 'auto', write('junit.xml', 'a'));
    const stdout = new TextEncoder().encode('TAP version 13\nok 1 printed\n1..1\n');
    const report = readReport({ format: 'auto', stdout, exitCode: 0, ...(written && { written }) });
    expect(report.tests.map(({ id }) => id)).toEqual(['printed']);
  });

  it('names the file that is damaged', async () => {
    const { report } = await afterCommand({}, 'auto', "echo '<testsuite name=' > junit.xml");
    expect(report.problems).toEqual([expect.stringMatching(/^junit\.xml: .*not well-formed/)]);
  });
});

describe('coverage', () => {
  it('is looked for in the usual places, whatever the report is', async () => {
    const command =
      'mkdir -p a/coverage target/site/jacoco node_modules/b/coverage; for f in a/coverage/lcov.info coverage.xml target/site/jacoco/jacoco.xml cover.out node_modules/b/coverage/lcov.info; do echo x > $f; done';
    const { coverage } = await afterCommand({ 'coverage/lcov.info': 'old' }, 'exit-code', command);
    expect(coverage).toEqual(['a/coverage/lcov.info', 'cover.out', 'coverage.xml', 'target/site/jacoco/jacoco.xml']);
  });

  it('is read from the file that is named, and from no other', async () => {
    const folder = await temporaryFolder();
    const read = await writtenReports(folder, { report: 'tap', coverage: 'out/cov.txt' });
    await execa('sh', ['-c', 'mkdir out; echo x > out/cov.txt; echo x > lcov.info'], { cwd: folder });
    const { coverage, reports } = await read();
    expect(coverage.files.map(({ path }) => path)).toEqual(['out/cov.txt']);
    expect(reports).toBeUndefined();
  });
});
