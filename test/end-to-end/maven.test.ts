import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import type { Evidence, Verification } from '../../src/domain/evidence.ts';
import { editingBrain, type Files } from '../support/editing-brain.ts';
import { checkOut, runExample } from '../support/example.ts';
import { mavenSources } from '../support/maven-sources.ts';
import { recordingBrain } from '../support/recording-brain.ts';
import { toJupiter } from '../support/to-jupiter.ts';
import { told } from '../support/told.ts';

const classes = 'org.apache.commons.csv';
const tests = 'src/test/java/org/apache/commons/csv';

function dependency(group: string, artifact: string, version: string): string {
  const lines = [`groupId>${group}`, `artifactId>${artifact}`, `version>${version}`, 'scope>test'];
  const inside = lines.map((line) => `      <${line}</${line.split('>')[0]}>\n`).join('');
  return `    <dependency>\n${inside}    </dependency>\n`;
}
const junit4 = dependency('junit', 'junit', '4.12');
const jupiter = dependency('org.junit.jupiter', 'junit-jupiter', '5.10.5');
const vintage = dependency('org.junit.vintage', 'junit-vintage-engine', '5.10.5');
const hamcrest = dependency('org.hamcrest', 'hamcrest-core', '1.3');
const forTests = '<testSource>1.8</testSource>\n          <testTarget>1.8</testTarget>\n          <testExcludes>';

/** What a person would make of the files. */
function migrate(files: Record<string, string>, module: string): Files {
  const pom = files['pom.xml'] ?? '';
  const moved = Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => path.endsWith('.java'))
      .map(([path, content]) => [path, toJupiter(content)]),
  );
  if (module === 'first')
    return {
      ...moved,
      'pom.xml': pom.replace(junit4, junit4 + jupiter + vintage + hamcrest).replace('<testExcludes>', forTests),
    };
  return module === 'last' ? { ...moved, 'pom.xml': pom.replace(vintage, '').replace(junit4, '') } : moved;
}

function spoil(path: string, wrong: (right: string) => string): (right: Files) => Files {
  return (right) => ({ ...right, [path]: wrong(right[path] ?? '') });
}

const mistakes: Record<string, (path: string) => (right: Files) => Files> = {
  // A method that still has JUnit 4's annotation is not called before Jupiter's tests.
  'CSVRecordTest.java': (path) =>
    spoil(path, (right) => right.replace('.jupiter.api.BeforeEach;', '.Before;').replace('@BeforeEach', '@Before')),
  // A test that is gone.
  'CSVFormatPredefinedTest.java': (path) =>
    spoil(path, (right) => right.replace(/\n {4}@Test\n {4}public void testTDF\(\)[^]*?\n {4}\}\n/, '')),
  // This one stays with JUnit 4 but for its assertions, and the vintage engine runs it all the same.
  'ExtendedBufferedReaderTest.java': (path) =>
    spoil(path, (right) => right.replace('org.junit.jupiter.api.Test;', 'org.junit.Test;')),
};
const wrong = Object.fromEntries(
  Object.entries(mistakes).map(([name, make]) => [`${tests}/${name}`, make(`${tests}/${name}`)]),
);

/** Without the vintage engine, the class that stayed with JUnit 4 is not run, and Maven ends with exit code 0. */
const onlyTheEngine = (right: Files): Files => ({ 'pom.xml': right['pom.xml']?.replace(jupiter, junit4 + jupiter) });

const model = recordingBrain(editingBrain(migrate, { ...wrong, last: onlyTheEngine }));

/** What the newer Java refuses to the old Mockito: red before, and no more than that afterwards. */
const redBefore = [
  'testCloseBackwardCompatibility',
  'testCloseWithCsvFormatAutoFlushOff',
  'testCloseWithCsvFormatAutoFlushOn',
  'testCloseWithFlushOff',
  'testCloseWithFlushOn',
];

describe('examples/maven', () => {
  test('moves commons-csv from JUnit 4 to JUnit 5, and finds the class that would no longer run', async () => {
    const sources = await mavenSources();
    const environment = { path: [], env: {} };
    const { brain } = model;
    const { report, repository, evidence } = await runExample({ name: 'maven', sources, environment, brain });

    expect(report.modules.flatMap(({ path, reason }) => (reason === undefined ? [] : [`${path}: ${reason}`]))).toEqual(
      [],
    );
    expect(report).toMatchObject({ status: 'completed', branch: 'drover/junit-5' });
    const states = report.modules.map(({ path, state, attempts }) => [
      path.replace(`${tests}/`, ''),
      `${state} ${attempts}`,
    ]);
    expect(Object.fromEntries(states)).toEqual({
      first: 'merged 1',
      'AssertionsTest.java': 'merged 1',
      'CSVFileParserTest.java': 'merged 1',
      'CSVFormatPredefinedTest.java': 'merged 2',
      'CSVFormatTest.java': 'merged 1',
      'CSVParserTest.java': 'merged 1',
      'CSVPrinterTest.java': 'merged 1',
      'CSVRecordTest.java': 'merged 2',
      'ExtendedBufferedReaderTest.java': 'merged 1',
      'LexerTest.java': 'merged 1',
      'TokenMatchersTest.java': 'merged 1',
      'issues/JiraCsv164Test.java': 'merged 1',
      'issues/JiraCsv167Test.java': 'merged 1',
      'issues/JiraCsv198Test.java': 'merged 1',
      'issues/JiraCsv203Test.java': 'merged 1',
      last: 'merged 2',
    });

    const proved = new Map<string, Evidence>();
    for (const module of report.modules) {
      const found = await evidence(module.evidence);
      proved.set(module.path.replace(`${tests}/`, ''), found);
      expect(found.tests, module.path).toEqual({
        before: found.tests.before,
        after: found.tests.before,
        matched: found.tests.before,
      });
      expect(found.after.commands[0]?.report.format).toBe('junit');
    }
    expect(proved.get('first')?.tests.before).toBe(308);
    expect(proved.get('last')?.tests.before).toBe(308);

    const parametrised = proved.get('CSVFileParserTest.java');
    expect(names(parametrised?.before)).toContain(`${classes}.CSVFileParserTest > testCSVFile[0]`);
    expect(names(parametrised?.after)).toContain(`${classes}.CSVFileParserTest > testCSVFile{File}[1]`);
    expect(parametrised?.findings).toMatchObject([{ kind: 'renamed-test', rejects: false }]);

    const printer = proved.get('CSVPrinterTest.java');
    for (const run of [printer?.before.commands[0], printer?.after.commands[0]]) {
      const failed = run?.report.tests.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);
      expect(failed?.toSorted()).toEqual(redBefore.map((name) => `${classes}.CSVPrinterTest > ${name}`));
    }

    expect(told(model, `${tests}/CSVRecordTest.java`)).toMatch(/CSVRecordTest > testGetString' .*fail/);
    expect(told(model, `${tests}/CSVFormatPredefinedTest.java`)).toContain(
      "CSVFormatPredefinedTest > testTDF' passed before and is gone",
    );
    expect(told(model, 'last')).toContain("ExtendedBufferedReaderTest > testEmptyInput' passed before and is gone");

    const folder = await checkOut(repository, 'drover/junit-5');
    const left = await execa('grep', ['-rnP', String.raw`org\.junit\.(?!jupiter)|vintage`, 'pom.xml', 'src'], {
      cwd: folder,
      reject: false,
    });
    expect(left.stdout).toBe('');
    const withoutRed = `-Dtest=${redBefore.map((name) => `!CSVPrinterTest#${name}`).join(',')}`;
    const { stdout } = await execa('mvn', ['-B', 'test', withoutRed], { cwd: folder, stdin: 'ignore' });
    expect(stdout).toContain('Tests run: 303, Failures: 0, Errors: 0, Skipped: 13');
  }, 1_200_000);
});

function names(verification: Verification | undefined): string[] {
  return verification?.commands.flatMap(({ report }) => report.tests.map(({ id }) => id)) ?? [];
}
