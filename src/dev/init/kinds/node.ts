import { filePatterns } from '../file-patterns.ts';
import { inProject, moduleIn, pattern, type Project } from '../project.ts';
import type { Guess, Proposal } from '../proposal.ts';
import { findNodeRunner, loaderOptions, plainPrograms, testScript, type NodeRunner } from './node-runner.ts';
import { nodeSetup } from './node-setup.ts';
import { nodeTestFiles, nodeTestName, type NodeTestFiles } from './node-test-files.ts';
import { nodeWays } from './node-verify.ts';
import { nodeWorkspaces, type Workspace } from './node-workspaces.ts';
import { readPackageJson, type PackageJson } from './package-json.ts';
import { noTestCommand } from './no-test-command.ts';

/** A JavaScript or TypeScript project: one package, or workspaces. */
export async function proposeNode(project: Project): Promise<Proposal> {
  const manifest = await readPackageJson(project);
  const workspaces = project.at === '' ? await nodeWorkspaces(project, manifest) : [];
  const tests = await nodeTestFiles(project);
  const setup = await nodeSetup(project, manifest, workspaces.length > 1);
  const proposal = workspaces.length > 1 ? bySpace(workspaces, manifest, tests) : byFile(project, manifest, tests);
  return { toolchains: ['node'], registry: 'npm', ...proposal, setup: withExtra(setup, proposal.runner) };
}

type Part = Pick<Proposal, 'title' | 'modules' | 'verify' | 'questions'> & { runner: NodeRunner | undefined };

function byFile(project: Project, manifest: PackageJson, tests: NodeTestFiles): Part {
  const script = testScript(manifest);
  const found = findNodeRunner(manifest, tests.texts);
  const loaders = loaderOptions(script);
  const programs = found === undefined ? testPrograms(project, script) : [];
  if (programs.length > 0) return plain(project, programs, loaders);
  const questions = tests.files.length === 0 ? ['No test files were found: name the modules in modules.include.'] : [];
  const modules = testModules(project, tests.files);
  const mochaConfigured = manifest.mocha !== undefined || project.files.some((path) => path.startsWith('.mocharc.'));
  const compiled =
    found && needsCompiler(found.runner, tests.files, script, loaders, mochaConfigured, project.nodeVersion);
  if (found === undefined || compiled) {
    const why = compiled
      ? `The tests are compiled before they run, so every module is judged by the whole suite.`
      : "It can't be told which test runner this is, so every module is judged by the whole suite.";
    const whole = script === '' ? undefined : wholeSuite(project, why);
    if (whole === undefined) questions.push(noTestCommand.question);
    return { title: 'Node', runner: undefined, modules, verify: whole ?? noTestCommand.verify, questions };
  }
  const way = nodeWays[found.runner];
  const run = way.run({
    tests: moduleIn(project),
    report: '"$REPORT"',
    loaders,
    program: (name) => `node_modules/.bin/${name}`,
  });
  const verify: Proposal['verify'] = {
    value: [{ name: 'test', run: inProject(project, run), report: way.report }],
    why: [`The runner is ${found.runner}: ${found.why}.`, ...way.why],
  };
  return { title: `Node, with ${found.runner}`, runner: found.runner, modules, verify, questions };
}

/** The files of the project that its test script runs as plain programs, and whose names say that they are tests. */
function testPrograms(project: Project, script: string): string[] {
  return plainPrograms(script).flatMap((named) => {
    const endings = ['', '.js', '.mjs', '.cjs', '/index.js'];
    const path = endings.map((ending) => named + ending).find((one) => project.files.includes(one));
    return path !== undefined && /(^|[/._-])(tests?|specs?)([/._-]|$)/.test(path) ? [path] : [];
  });
}

function plain(project: Project, programs: string[], loaders: string[]): Part {
  const run = ['node', ...loaders, moduleIn(project)].join(' ');
  return {
    title: 'Node, with plain programs as tests',
    runner: undefined,
    modules: testModules(project, programs),
    verify: {
      value: [{ name: 'test', run: inProject(project, run), report: 'auto' }],
      why: [
        'The test script of package.json runs its tests as plain programs.',
        'Where they print TAP, tests are compared by name; else their exit code alone counts, which proves less.',
      ],
    },
    questions: [],
  };
}

function bySpace(workspaces: Workspace[], root: PackageJson, tests: NodeTestFiles): Part {
  const modules: Proposal['modules'] = {
    value: { by: 'workspaces' },
    why: [
      `One module for each workspace (${workspaces.length} here): ${some(workspaces.map(({ folder }) => folder))}.`,
      'Take some only: include: ["packages/a*"]. For one module a test file instead: by: files, include: ["packages/*/test/**"].',
    ],
  };
  const runners = workspaces.flatMap(({ manifest }) => findNodeRunner(manifest, [])?.runner ?? []);
  const only = new Set(runners).size === 1 ? runners[0] : undefined;
  // Workspaces without scripts of their own are tested from the root.
  const runner = only ?? (runners.length === 0 ? findNodeRunner(root, tests.texts)?.runner : undefined);
  if (runner === undefined) {
    const verify = {
      value: [{ name: 'test', run: 'cd "$MODULE" && npm --silent test' }],
      why: [
        "The workspaces have different test runners, so each one's own test script runs.",
        'Where that prints TAP or JUnit XML, tests are compared by name; else its exit code alone counts, which proves less.',
      ],
    };
    return { title: 'Node workspaces', runner, modules, verify, questions: [] };
  }
  const way = nodeWays[runner];
  const run = way.run({ tests: '', report: '"$REPORT"', loaders: [], program: (name) => name });
  const path = 'PATH="$PWD/node_modules/.bin:$OLDPWD/node_modules/.bin:$PATH"';
  const verify: Proposal['verify'] = {
    value: [{ name: 'test', run: `cd "$MODULE" && export ${path} && ${run}`, report: way.report }],
    why: [`The workspaces' test runner is ${runner}; each runs in its own folder.`, ...way.why],
  };
  return { title: `Node workspaces, with ${runner}`, runner, modules, verify, questions: [] };
}

function testModules(project: Project, files: string[]): Proposal['modules'] {
  const patterns = filePatterns(files, project.files, nodeTestName);
  const include = patterns.include.map((relative) => pattern(project, relative));
  const exclude = patterns.exclude.map((relative) => pattern(project, relative));
  return {
    value: {
      by: 'files',
      include: include.length > 0 ? include : ['**/*.test.js'],
      ...(exclude.length > 0 && { exclude }),
    },
    why: [
      `One module for each test file (${files.length} here): right for a change of the tests themselves.`,
      'To change sources, name them here ("src/**/*.js"), and let verify run the tests that judge them, for instance all.',
    ],
  };
}

/** Whether plain Node can't run the tests as they are written. */
function needsCompiler(
  runner: NodeRunner,
  tests: string[],
  script: string,
  loaders: string[],
  /** Whether mocha is told elsewhere how to load them. */
  isConfigured: boolean,
  nodeVersion: string | undefined,
): boolean {
  if (runner === 'vitest' || runner === 'jest') return false;
  if (/\b(tsc|tsup|swc|esbuild|babel|rollup|webpack)\b/.test(script)) return true;
  if (!tests.some((path) => /\.[cm]?tsx?$/.test(path))) return false;
  if (loaders.length > 0 || (runner === 'mocha' && isConfigured)) return false;
  const [major = 0, minor = 0] = (nodeVersion ?? '').split('.').map(Number);
  return runner !== 'node:test' || major < 22 || (major === 22 && minor < 18);
}

function wholeSuite(project: Project, why: string): Guess<Proposal['verify']['value']> {
  return {
    value: [{ name: 'test', run: inProject(project, 'npm --silent test'), timeout: '15m' }],
    why: [
      why,
      'Where that prints TAP or JUnit XML, tests are compared by name; else its exit code alone counts, which proves less.',
      'Better: a command for one module ("$MODULE" is its path) that writes JUnit XML to "$REPORT".',
    ],
  };
}

function withExtra(setup: Proposal['setup'], runner: NodeRunner | undefined): Proposal['setup'] {
  const extra = runner && nodeWays[runner].extra;
  if (extra === undefined) return setup;
  if (typeof setup === 'string') return { value: { run: extra, inputs: [], network: 'registries' }, why: [setup] };
  return { ...setup, value: { ...setup.value, run: `${setup.value.run} && ${extra}` } };
}

function some(names: string[]): string {
  return names.length <= 6 ? names.join(', ') : `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`;
}
