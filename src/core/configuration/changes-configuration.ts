import { parse } from 'smol-toml';
import { canonicalJson } from '../json/canonical-json.ts';
import { configurationKind } from './configuration-kind.ts';

/** What package.json and `[project]` in pyproject.toml say to readers and registries alone, or of the product and not of its tests. */
const harmless = new Set(
  `version description keywords homepage bugs license license-files licenses author authors contributors maintainers funding repository files main module browser
   types typings typesVersions exports bin man sideEffects publishConfig private readme classifiers urls name $schema`.split(
    /\s+/,
  ),
);

/**
 * The kind of configuration that a change of a file changes; undefined where it is none, or where only such parts changed as tests do not depend on: a
 * version or a description in package.json and pyproject.toml, and in a conftest.py fixtures alone. What is in no file is undefined.
 */
export function changesConfiguration(
  path: string,
  before: string | undefined,
  after: string | undefined,
): string | undefined {
  const kind = configurationKind(path);
  if (kind === undefined || before === after) return undefined;
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const read = { 'package.json': packageFields, 'pyproject.toml': projectFields, 'conftest.py': pytestHooks }[name];
  if (read === undefined) return kind;
  try {
    return read(before) === read(after) ? undefined : kind;
  } catch {
    // What can't be read may say anything.
    return kind;
  }
}

function packageFields(text: string | undefined): string {
  return canonicalJson(telling(JSON.parse(text ?? '{}')));
}

function projectFields(text: string | undefined): string {
  const fields = parse(text ?? '');
  return canonicalJson({ ...fields, project: telling(fields['project'] ?? {}) });
}

function telling(fields: unknown): Record<string, unknown> {
  if (typeof fields !== 'object' || fields === null) throw new TypeError('an object was expected');
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !harmless.has(name)));
}

/**
 * The hooks and plugins of a conftest.py, from the first one to the end. Its fixtures are test code like any other, which a move to pytest has to write; a hook
 * decides which tests run and what their outcome is.
 */
function pytestHooks(text: string | undefined): string {
  const lines = (text ?? '').split('\n');
  const hooks = lines.flatMap((line, index) =>
    /^(?:async )?def pytest_|^pytest_plugins\b|^collect_ignore/.test(line) ? [index] : [],
  );
  return hooks
    .map((from) => {
      const length = lines.slice(from + 1).findIndex((line) => /^[^\s#)\]}]/.test(line));
      return lines
        .slice(from, length < 0 ? undefined : from + 1 + length)
        .join('\n')
        .trimEnd();
    })
    .join('\n');
}
