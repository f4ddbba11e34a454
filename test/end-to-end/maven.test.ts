import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { contentText } from '../../src/core/conversation/content-text.ts';
import { editingBrain, type Files } from '../support/editing-brain.ts';
import { checkOut, runExample } from '../support/example.ts';
import { mavenSources } from '../support/maven-sources.ts';
import { recordingBrain } from '../support/recording-brain.ts';
import { toJupiter } from '../support/to-jupiter.ts';

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
  const classes = Object.fromEntries(
    Object.entries(files)
      .filter(([path, content]) => path.endsWith('.java') && content.includes('org.junit.'))
      .map(([path, content]) => [path, toJupiter(content)]),
  );
  if (module === 'first')
    return {
      ...classes,
      'pom.xml': pom.replace(junit4, jupiter + vintage + hamcrest).replace('<testExcludes>', forTests),
    };
  return module === 'last' ? { ...classes, 'pom.xml': pom.replace(vintage, '') } : classes;
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
const onlyThePom = (right: Files): Files => ({ 'pom.xml': right['pom.xml'] });

const { brain, requests } = recordingBrain(editingBrain(migrate, { ...wrong, last: onlyThePom }));

/** All that the model was told about a module. */
function told(module: string): string {
  return (requests(module).at(-1)?.items ?? []).map((item) => contentText(item['content'])).join('\n');
}

describe('examples/maven', () => {
  test('moves commons-csv from JUnit 4 to JUnit 5, and finds the class that would no longer run', async () => {
    const sources = await mavenSources();
    const environment = { path: [], env: {} };
    const { report, repository, evidence } = await runExample({ name: 'maven', sources, environment, brain });
    console.log(JSON.stringify(report, null, 1));
    expect(report).toMatchObject({ status: 'completed', branch: 'drover/junit-5' });
    for (const module of report.modules) {
      const { tests, before, after } = await evidence(module.evidence);
      console.log(
        module.path,
        module.state,
        module.attempts,
        JSON.stringify(tests),
        before.commands.length,
        after.commands[0]?.exitCode,
      );
    }
    console.log(told(`${tests}/CSVRecordTest.java`).slice(-1500), told('last').slice(-1500));
    const folder = await checkOut(repository, 'drover/junit-5');
    console.log(await execa('git', ['log', '--oneline'], { cwd: folder }));
  }, 900_000);
});
