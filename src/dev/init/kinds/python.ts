import { filePatterns } from '../file-patterns.ts';
import { inProject, moduleIn, pattern, type Project } from '../project.ts';
import type { Proposal } from '../proposal.ts';
import { readPythonConfig, type PythonConfig } from './python-config.ts';
import { pythonTestPackages } from './python-test-packages.ts';

const testFile = /(^|\/)(test_[^/]*|[^/]*_test|tests)\.py$/;

/** A Python project: its tests run by pytest, in a virtual environment of its own. */
export async function proposePython(project: Project): Promise<Proposal> {
  const config = await readPythonConfig(project);
  const tests = project.files.filter((path) => testFile.test(path) && !/(^|\/)(\.?venv|site-packages)\//.test(path));
  const shared = project.files.filter((path) => /(^|\/)conftest\.py$/.test(path));
  const texts = (await project.readAll([...tests.slice(0, 100), ...shared])).map(({ text }) => text);
  const usesPytest = /\bpytest\b/.test(config.text) || texts.some((text) => /^(import|from) pytest\b/m.test(text));
  const isUnittest = !usesPytest && texts.some((text) => /^\s*(import|from) unittest\b/m.test(text));
  const run = `.venv/bin/python -m pytest --junitxml="$REPORT" ${moduleIn(project)}`;
  return {
    title: isUnittest ? 'Python, unittest run by pytest' : 'Python, with pytest',
    toolchains: ['python'],
    registry: 'pip',
    setup: setup(
      project,
      { ...config, extras: [...config.extras, ...featuresIn(texts, config)] },
      pythonTestPackages(config.text, texts),
    ),
    modules: modules(project, tests),
    verify: {
      value: [{ name: 'test', run: inProject(project, run), report: 'junit' }],
      why: [
        isUnittest
          ? "The tests are unittest's. pytest runs those as well, and unlike unittest it writes a report that names every test."
          : 'pytest writes a report that names every test, so that before and after are compared test by test.',
        'Settings of your own (pytest.ini, pyproject.toml) count here as they do for you.',
      ],
    },
    questions: tests.length === 0 ? ['No test files (test_*.py) were found: name the modules in modules.include.'] : [],
  };
}

/** The extras of which the tests import something: those tests are skipped or fail without them. */
function featuresIn(texts: string[], { features }: PythonConfig): string[] {
  const imported = new Set(
    texts.flatMap((text) =>
      [...text.matchAll(/^\s*(?:import|from) (\w+)/gm)].map(([, name = '']) => name.toLowerCase()),
    ),
  );
  return [...features].filter(([, names]) => names.some((name) => imported.has(name))).map(([name]) => name);
}

function setup(project: Project, config: PythonConfig, testPackages: string[]): Proposal['setup'] {
  const steps = config.poetry ? poetrySteps(testPackages) : pipSteps(config, testPackages);
  return {
    value: {
      run: inProject(project, steps.join(' && ')),
      inputs: config.inputs.map((path) => pattern(project, path)),
      network: 'registries',
    },
    why: [
      'A virtual environment beside the sources; this alone reaches the package registries.',
      ...(config.installable
        ? [
            'The project itself is installed as editable (-e): what is tested is always the checkout, never a copy of it.',
          ]
        : []),
      `${['pytest', ...testPackages].join(', ')}: installed in any case${testPackages.length > 0 ? ', since the tests use them' : ''}. Add what your tests need besides.`,
      `It runs again when its inputs change: ${config.inputs.join(', ') || 'it has none'}.`,
    ],
  };
}

/** Poetry resolves its own kind of groups; it is kept out of the environment that it fills. */
const poetrySteps = (testPackages: string[]) => [
  'python3 -m venv "$HOME/poetry"',
  '"$HOME/poetry/bin/pip" install --quiet poetry',
  'POETRY_VIRTUALENVS_IN_PROJECT=true "$HOME/poetry/bin/poetry" install --no-interaction --all-extras',
  '.venv/bin/python -m ensurepip --upgrade',
  `.venv/bin/python -m pip install --quiet ${['pytest', ...testPackages].join(' ')}`,
];

function pipSteps(config: PythonConfig, testPackages: string[]): string[] {
  const { installable, extras, groups, requirements, testDeps } = config;
  const own = extras.length > 0 ? `-e ".[${extras.join(',')}]"` : '-e .';
  const wanted = [
    ...(installable ? [own] : []),
    ...requirements.map((path) => `-r ${path}`),
    ...groups.map((name) => `--group ${name}`),
    ...testDeps
      .filter((dependency) => dependency !== 'pytest')
      .map((dependency) => `"${dependency.replaceAll(' ', '')}"`),
    'pytest',
    ...testPackages,
  ];
  return [
    'python3 -m venv .venv',
    // Groups came with pip 25.1.
    ...(groups.length > 0 ? ['.venv/bin/pip install --quiet --upgrade "pip>=25.1"'] : []),
    `.venv/bin/pip install --quiet ${wanted.join(' ')}`,
  ];
}

function modules(project: Project, tests: string[]): Proposal['modules'] {
  const patterns = filePatterns(tests, project.files, testName);
  const include = patterns.include.map((relative) => pattern(project, relative));
  const exclude = patterns.exclude.map((relative) => pattern(project, relative));
  return {
    value: {
      by: 'files',
      include: include.length > 0 ? include : ['**/test_*.py'],
      ...(exclude.length > 0 && { exclude }),
    },
    why: [
      `One module for each test file (${tests.length} here): right for a change of the tests themselves.`,
      'To change sources, name them here ("src/**/*.py"), and let verify run the tests that judge them, for instance all.',
    ],
  };
}

function testName(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name.startsWith('test_')) return 'test_*.py';
  return name.endsWith('_test.py') ? '*_test.py' : name;
}
