import { filePatterns } from '../file-patterns.ts';
import { inProject, pattern, type Project } from '../project.ts';
import type { Proposal } from '../proposal.ts';

const testClass = /(^|\/)src\/test\/java\/.*(Tests?|IT)\.java$|(^|\/)src\/test\/java\/(.*\/)?Test[^/]*\.java$/;

/** A Maven project: each test class is a module. */
export function proposeMaven(project: Project): Promise<Proposal> {
  const tests = project.files.filter((path) => testClass.test(path));
  const modules = project.files.filter((path) => path.endsWith('/pom.xml'));
  const wrapper = project.files.includes('mvnw') ? './mvnw' : 'mvn';
  const of = modules.length > 0 ? ' -pl "${MODULE%%/src/test/*}" -am -Dsurefire.failIfNoSpecifiedTests=false' : '';
  const run = `${wrapper} -B -o -q test -Dtest="\${NAME%.java}"${of}`;
  const patterns = filePatterns(
    tests,
    project.files,
    (path) => /(Tests?|IT)\.java$/.exec(path)?.[0].replace(/^/, '*') ?? 'Test*.java',
  );
  return Promise.resolve({
    title: 'Java, with Maven',
    toolchains: wrapper === 'mvn' ? ['java', 'maven'] : ['java'],
    setup: {
      value: {
        // Test runs are the only thing that makes Maven fetch all that tests need; what they built must not stay: the classes of tests that are deleted later would still be run.
        run: inProject(
          project,
          `${wrapper} -B -q test -Dmaven.test.failure.ignore=true && find . -name target -type d -prune -exec rm -rf {} +`,
        ),
        inputs: ['pom.xml', ...(modules.length > 0 ? ['**/pom.xml'] : [])].map((path) => pattern(project, path)),
        network: 'registries',
        timeout: '30m',
      },
      why: [
        'The tests run once with the package registries in reach, since Maven fetches what they need only then; failures are no matter here.',
        'A settings.xml with a mirror is not seen inside: name the repositories in pom.xml, or pass -s with a file of the repository.',
      ],
    },
    modules: {
      value: {
        by: 'files',
        include:
          patterns.include.length > 0
            ? patterns.include.map((path) => pattern(project, path))
            : ['**/src/test/java/**/*Test.java'],
        ...(patterns.exclude.length > 0 && { exclude: patterns.exclude.map((path) => pattern(project, path)) }),
      },
      why: [
        `One module for each test class (${tests.length} here): right for a change of the tests themselves.`,
        'To change sources, name them here ("**/src/main/java/**"), and let verify run the tests that judge them, for instance all.',
      ],
    },
    verify: {
      value: [
        {
          name: 'test',
          run: inProject(project, run),
          report: `junit:${pattern(project, '**/target/surefire-reports/TEST-*.xml')}`,
          timeout: '10m',
        },
      ],
      why: [
        "Maven's surefire writes JUnit XML that names every test, so that before and after are compared test by test.",
      ],
    },
    questions:
      tests.length === 0
        ? ['No test classes were found below src/test/java: name the modules in modules.include.']
        : [],
  });
}
