import { pathMatcher } from '../../paths/path-matcher.ts';
import { foldersWith } from './folders-with.ts';
import { groupedPattern } from './grouped-pattern.ts';
import { isRecord } from './is-record.ts';
import { plainPattern } from './plain-pattern.ts';
import { readToml } from './read-toml.ts';
import { stringsIn } from './strings-in.ts';
import { usableName } from './usable-name.ts';
import type { FindWorkspaces, Workspace } from './workspace.ts';

const manifest = 'pyproject.toml';

/**
 * The projects of a Python repository: the members of a uv workspace (https://docs.astral.sh/uv/concepts/projects/workspaces/), else all folders
 * with a pyproject.toml; and where there is but one project, its packages, in src/ or at the top.
 */
export const findPython: FindWorkspaces = (files, texts) => {
  const top = readToml(texts.get(manifest));
  const uv = at(top, 'tool', 'uv', 'workspace');
  const projects = foldersWith(manifest, files);
  if (isRecord(uv)) {
    const [members, exclude] = [stringsIn(uv['members']), stringsIn(uv['exclude'])];
    const problem = groupedPattern([...members, ...exclude]);
    if (problem !== undefined) return { kind: 'refused', problem };
    const isMember = pathMatcher([
      ...members.map(plainPattern),
      ...exclude.map((pattern) => `!${plainPattern(pattern)}`),
    ]);
    const folders = projects.filter((folder) => isMember(folder));
    if (folders.length > 0)
      return { kind: 'found', declared: true, workspaces: folders.map((one) => project(one, texts)) };
    const detail = `modules.by: no folder with a ${manifest} at the base commit matches the members ${JSON.stringify(members)} of tool.uv.workspace; correct them, or write by: folders`;
    return { kind: 'refused', problem: detail };
  }
  if (projects.length > 0)
    return { kind: 'found', declared: false, workspaces: projects.map((one) => project(one, texts)) };
  const packages =
    top === undefined && !files.includes('setup.py') && !files.includes('setup.cfg') ? [] : packagesOf(files);
  return packages.length === 0 ? { kind: 'none' } : { kind: 'found', declared: false, workspaces: packages };
};

function project(folder: string, texts: ReadonlyMap<string, string>): Workspace {
  const toml = readToml(texts.get(`${folder}/${manifest}`));
  const own = at(toml, 'project');
  const name = usableName(at(toml, 'project', 'name') ?? at(toml, 'tool', 'poetry', 'name'));
  const optional = isRecord(own) && isRecord(own['optional-dependencies']) ? own['optional-dependencies'] : {};
  const groups = isRecord(toml?.['dependency-groups']) ? toml['dependency-groups'] : {};
  const lines = [own && isRecord(own) ? own['dependencies'] : [], ...Object.values(optional), ...Object.values(groups)];
  const poetry = at(toml, 'tool', 'poetry', 'dependencies');
  const named = [...lines.flatMap(stringsIn).map(nameIn), ...(isRecord(poetry) ? Object.keys(poetry) : [])];
  return {
    folder,
    ...(name !== undefined && { name: normal(name) }),
    dependsOn: named.map(normal),
  };
}

/** The packages of the one project: folders with an __init__.py, in src where that has any. */
function packagesOf(files: string[]): Workspace[] {
  const inits = foldersWith('__init__.py', files);
  const inSource = inits.filter((folder) => /^src\/[^/]+$/.test(folder));
  const own =
    inSource.length > 0 ? inSource : inits.filter((folder) => !folder.includes('/') && !/^tests?$/.test(folder));
  return own.map((folder) => ({ folder, name: folder.slice(folder.lastIndexOf('/') + 1), dependsOn: [] }));
}

/** The name that a requirement begins with (https://peps.python.org/pep-0508/). */
function nameIn(requirement: string): string {
  return /^\s*([A-Za-z0-9][A-Za-z0-9._-]*)/.exec(requirement)?.[1] ?? '';
}

/** One name for all its spellings (https://peps.python.org/pep-0503/#normalized-names). */
function normal(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((inner, field) => (isRecord(inner) ? inner[field] : undefined), value);
}
