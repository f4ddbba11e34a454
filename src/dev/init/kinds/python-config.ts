import { parse } from 'smol-toml';
import { z } from 'zod';
import { Failure } from '../../../domain/failure.ts';
import type { Project } from '../project.ts';

const table = z.record(z.string(), z.unknown()).catch({});
const Pyproject = z.object({
  'build-system': z.unknown().optional(),
  project: z
    .object({ 'optional-dependencies': table.default({}) })
    .optional()
    .catch(undefined),
  'dependency-groups': table.default({}),
  tool: z.object({ poetry: z.unknown().optional(), pytest: z.unknown().optional() }).default({}).catch({}),
});

/** What a Python project says of itself, wherever it says it. */
export type PythonConfig = {
  /** Whether pip can install the project itself. */
  installable: boolean;
  /** The names of its extras and dependency groups that are for tests or development. */
  extras: string[];
  groups: string[];
  /** What its other extras install: the packages' names, as a program imports them in most cases. */
  features: Map<string, string[]>;
  poetry: boolean;
  requirements: string[];
  /** What tox.ini or setuptools' tests_require installs for the tests. */
  testDeps: string[];
  /** The files that all this was read from, and that say what is installed. */
  inputs: string[];
  /** All of their text, to look for words in. */
  text: string;
};

const forTests = /^(tests?|testing|dev|develop|development|ci|all-tests)$/i;
const inputNames =
  /^(pyproject\.toml|setup\.(py|cfg)|tox\.ini|(([\w-]+[-_.])?requirements([-_.][\w-]+)*|requirements\/[\w.-]+)\.(txt|in)|Pipfile|poetry\.lock|uv\.lock|constraints[\w-]*\.txt)$/;

/** Reads the project's configuration. Throws `InputRefused` where pyproject.toml is no TOML. */
export async function readPythonConfig(project: Project): Promise<PythonConfig> {
  const inputs = project.files.filter((path) => inputNames.test(path));
  const texts = new Map((await project.readAll(inputs)).map(({ path, text }) => [path, text]));
  const pyproject = parsePyproject(project, texts.get('pyproject.toml'));
  const optional = pyproject?.project?.['optional-dependencies'] ?? {};
  const extras = Object.keys(optional);
  return {
    installable: pyproject?.project !== undefined || pyproject?.['build-system'] !== undefined || texts.has('setup.py'),
    extras: [...extras, ...setupCfgExtras(texts.get('setup.cfg') ?? '')].filter((name) => forTests.test(name)),
    features: new Map(
      Object.entries(optional)
        .filter(([name]) => !forTests.test(name))
        .map(([name, requirements]) => [name, importNames(requirements)]),
    ),
    groups: Object.keys(pyproject?.['dependency-groups'] ?? {}).filter((name) => forTests.test(name)),
    poetry: pyproject?.tool.poetry !== undefined && pyproject.project === undefined,
    requirements: inputs.filter((path) => path.endsWith('.txt') && /requirements/.test(path) && isForTests(path)),
    testDeps: [...toxDeps(texts.get('tox.ini') ?? ''), ...testsRequire(texts.get('setup.py') ?? '')].filter(
      (name, index, all) => all.indexOf(name) === index,
    ),
    inputs: inputs.filter((path) => !path.endsWith('.in') && path !== 'Pipfile'),
    text: [...texts.values()].join('\n'),
  };
}

/** The names of required packages, as their normalised names are imported: `Flask-SQLAlchemy>=3` is flask_sqlalchemy. */
function importNames(requirements: unknown): string[] {
  if (!Array.isArray(requirements)) return [];
  return requirements.flatMap((requirement) =>
    typeof requirement === 'string'
      ? [(/^[\w.-]+/.exec(requirement)?.[0] ?? '').toLowerCase().replaceAll(/[-.]/g, '_')]
      : [],
  );
}

function parsePyproject(project: Project, text: string | undefined): z.infer<typeof Pyproject> | undefined {
  if (text === undefined) return undefined;
  try {
    return Pyproject.parse(parse(text));
  } catch (error) {
    throw new Failure(
      'InputRefused',
      `${project.at}pyproject.toml is not valid TOML at the current commit: mend and commit it.`,
      {
        cause: error,
      },
    );
  }
}

/** requirements.txt itself and those for tests and development; not those for documentation or deployment. */
function isForTests(path: string): boolean {
  const rest = path.toLowerCase().replace(/requirements|\.txt|[-_./]/g, '');
  return /^(|base|common|main|tests?|testing|dev|develop|development|ci|local)$/.test(rest);
}

function setupCfgExtras(text: string): string[] {
  const section = /^\[options\.extras_require\]\n((?:(?!\[).*\n?)*)/m.exec(text)?.[1] ?? '';
  return [...section.matchAll(/^([\w-]+)\s*=/gm)].flatMap(([, name]) => name ?? []);
}

/** The plain requirements of tox's `deps`; those for single environments and with substitutions are left out. */
function toxDeps(text: string): string[] {
  const section = /^\[testenv\]\n((?:(?!\[).*\n?)*)/m.exec(text)?.[1] ?? '';
  const deps = /^deps\s*=(.*\n(?:[ \t]+.*\n?)*)/m.exec(section)?.[1] ?? '';
  return deps
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter(isPlain);
}

/** The list that setup.py gives as tests_require, or keeps under a name like it; only what stands there as plain strings. */
function testsRequire(text: string): string[] {
  const list = /^[^#\n]*\btests?_require(?:s|ments?)?\s*=\s*\[([^\]]*)\]/m.exec(text)?.[1] ?? '';
  return [...list.matchAll(/(['"])(.*?)\1/g)].flatMap(([, , requirement = '']) => requirement).filter(isPlain);
}

function isPlain(requirement: string): boolean {
  return /^[A-Za-z][\w.-]*(\[[\w,-]+\])?\s*([=<>!~]=?[\w.*,=<>!~ ]+)?$/.test(requirement);
}
