/** A kind of configuration, as people approve it: one approval of `approve.config: once` holds for all files of a kind. */
type Rule = { kind: string; names: RegExp };

const tools =
  `jest|vitest|vite|karma|playwright|playwright-ct|cypress|ava|nyc|c8|babel|webpack|rollup|rspack|tsup|metro|wdio|protractor|web-test-runner|testcafe|
  jasmine|stryker|happy-dom|storybook|eslint|biome`.replaceAll(/\s+/g, '');

/** By a file's name, wherever it lies; compared in lower case, since some file systems do. */
const byName: Rule[] = [
  { kind: 'package.json', names: /^package\.json$/ },
  {
    kind: 'lockfile',
    names:
      /^(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|deno\.lock|cargo\.lock|go\.sum|go\.work\.sum|poetry\.lock|pipfile\.lock|uv\.lock|pdm\.lock|gradle\.lockfile|verification-metadata\.xml)$/,
  },
  {
    kind: 'test configuration',
    names: new RegExp(
      `^(?:(?:${tools})(?:[.-][\\w-]+)*[.-](?:config|conf|workspace|projects?|setup|environment|preset)(?:[.-][\\w-]+)*\\.(?:[cm]?[jt]sx?|json5?|ya?ml)` +
        '|\\.(?:mocharc|nycrc|c8rc|taprc|babelrc|swcrc|eslintrc|coveragerc|testcaferc)(?:\\..+)?|jasmine\\.json|setuptests\\.[cm]?[jt]sx?|babel\\.config|bunfig\\.toml|deno\\.jsonc?' +
        '|pytest\\.ini|tox\\.ini|noxfile\\.py|testng\\.xml|junit-platform\\.properties|nextest\\.toml|\\.rspec)$',
    ),
  },
  { kind: 'compiler configuration', names: /^(?:[tj]sconfig(?:[.-][\w.-]+)?\.json|rust-toolchain(?:\.toml)?)$/ },
  {
    kind: 'Python project',
    names:
      /^(?:pyproject\.toml|setup\.cfg|setup\.py|pipfile|(?:[\w-]+[-_.])?(?:requirements|constraints)(?:[-_.][\w.-]+)?\.(?:txt|in)|conftest\.py)$/,
  },
  {
    kind: 'package manager configuration',
    names:
      /^(?:\.npmrc|\.yarnrc(?:\.yml)?|\.pnpmfile\.cjs|pnpm-workspace\.yaml|lerna\.json|nx\.json|turbo\.json|rush\.json|pip\.conf|\.pypirc|\.nvmrc|\.node-version|\.python-version|\.tool-versions|\.sdkmanrc)$/,
  },
  {
    kind: 'CI',
    names:
      /^(?:\.gitlab-ci\.ya?ml|jenkinsfile|azure-pipelines\.ya?ml|\.travis\.yml|\.?appveyor\.yml|bitbucket-pipelines\.yml|\.drone\.yml|cloudbuild\.ya?ml)$/,
  },
  {
    kind: 'container file',
    names: /^(?:(?:[\w-]+\.)?dockerfile(?:\..+)?|containerfile|(?:docker-)?compose(?:[.-][\w-]+)*\.ya?ml)$/,
  },
];

/** Build files of different tools have little in common: each name is a kind of its own. */
const buildFiles =
  /^(?:pom\.xml|build\.gradle(?:\.kts)?|settings\.gradle(?:\.kts)?|gradle\.properties|gradle-wrapper\.properties|libs\.versions\.toml|build\.xml|build\.sbt|cargo\.toml|build\.rs|go\.mod|go\.work|(?:gnu)?makefile|justfile|taskfile\.ya?ml|rakefile|gemfile|cmakelists\.txt|mvnw|gradlew|gulpfile\.\w+|gruntfile\.\w+)$|\.mk$/;

/** By the folders that a file lies in. */
const byFolder: Rule[] = [
  {
    kind: 'CI',
    names: /^(?:\.github\/(?:workflows|actions)|\.circleci|\.buildkite|\.ci|\.gitlab|\.teamcity)\//,
  },
  { kind: '.cargo', names: /(?:^|\/)\.cargo\// },
  { kind: '.mvn', names: /(?:^|\/)\.mvn\// },
];

/**
 * What kind of configuration of the verify commands a file is, anywhere in the tree: it says how tests are built, found, run and judged, so that a change
 * can make a red suite green. Undefined for all others.
 */
export function configurationKind(path: string): string | undefined {
  const lower = path.toLowerCase();
  const name = lower.slice(lower.lastIndexOf('/') + 1);
  if (buildFiles.test(name)) return path.slice(path.lastIndexOf('/') + 1);
  return byName.find(({ names }) => names.test(name))?.kind ?? byFolder.find(({ names }) => names.test(lower))?.kind;
}
