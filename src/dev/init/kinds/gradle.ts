import { inProject, pattern, type Project } from '../project.ts';
import type { Proposal } from '../proposal.ts';

/** A Gradle project: each test class is a module. Gradle writes to its home at every run, so each run works on a copy of it. */
export function proposeGradle(project: Project): Promise<Proposal> {
  const tests = project.files.filter((path) => /(^|\/)src\/test\/(java|kotlin)\/.*Tests?\.(java|kt)$/.test(path));
  const gradle = project.files.includes('gradlew') ? 'sh ./gradlew' : 'gradle';
  const home = 'cp -R "$HOME/.gradle" "$TMPDIR/gradle" && export GRADLE_USER_HOME="$TMPDIR/gradle"';
  const inputs = project.files.filter((path) =>
    /(^|\/)(build|settings)\.gradle(\.kts)?$|(^|\/)gradle\.(properties|lockfile)$|^gradle\//.test(path),
  );
  return Promise.resolve({
    title: 'Java or Kotlin, with Gradle',
    toolchains: gradle === 'gradle' ? ['java', 'gradle'] : ['java'],
    setup: {
      value: {
        run: inProject(
          project,
          `${gradle} --no-daemon --quiet test --continue || true; find . \\( -name build -o -name .gradle \\) -type d -prune -exec rm -rf {} +`,
        ),
        inputs: inputs.map((path) => pattern(project, path)),
        network: 'registries',
        timeout: '30m',
      },
      why: [
        'The tests run once with the package registries in reach, since Gradle fetches what they need only then; failures are no matter here.',
      ],
    },
    modules: {
      value: {
        by: 'files',
        include: [pattern(project, '**/src/test/**/*Test.java'), pattern(project, '**/src/test/**/*Test.kt')],
      },
      why: [`One module for each test class (${tests.length} here): right for a change of the tests themselves.`],
    },
    verify: {
      value: [
        {
          name: 'test',
          run: `${home} && ${inProject(project, `${gradle} --no-daemon --offline --quiet test --tests "*\${NAME%.*}"`)}`,
          report: `junit:${pattern(project, '**/build/test-results/test/TEST-*.xml')}`,
          timeout: '15m',
        },
      ],
      why: [
        "Gradle's reports name every test, so that before and after are compared test by test.",
        'In a build of several projects, --tests fails where a project has no such test: name the project, for instance :core:test.',
      ],
    },
    questions:
      tests.length === 0 ? ['No test classes were found below src/test: name the modules in modules.include.'] : [],
  });
}
