import { parentPaths } from '../../paths/parent-paths.ts';
import { gradleTokens, type GradleToken } from './gradle-tokens.ts';
import { joinPath } from './join-path.ts';
import { usableName } from './usable-name.ts';
import type { FindWorkspaces, Workspace } from './workspace.ts';

const settings = ['settings.gradle.kts', 'settings.gradle'];
const builds = ['build.gradle.kts', 'build.gradle'];

/**
 * The projects that a Gradle build's settings include; `:a:b` lies in a/b (https://docs.gradle.org/current/userguide/multi_project_builds.html).
 * Their names are those paths. What a script computes is not seen; where projects are moved by a script, the way out is to list them.
 */
export const findGradle: FindWorkspaces = (files, texts) => {
  const script = settings.map((name) => texts.get(name)).find((text) => text !== undefined);
  if (script === undefined) return { kind: 'none' };
  const tokens = gradleTokens(script);
  if (tokens.some(({ kind, value }) => kind === 'name' && value === 'projectDir')) {
    const problem =
      'modules.workspaces: the settings of this Gradle build move projects to other folders (projectDir), which is decided when the script runs; write by: folders, or by: command';
    return { kind: 'refused', problem };
  }
  const included = [...new Set(includedIn(tokens).map(pathOf))];
  const folders = new Set(files.flatMap(parentPaths));
  const workspaces = included.flatMap((folder): Workspace[] => {
    const path = joinPath('', folder);
    if (path === undefined || !folders.has(path)) return [];
    const name = usableName(`:${path.replaceAll('/', ':')}`);
    const build = builds.map((file) => texts.get(`${path}/${file}`)).find((text) => text !== undefined) ?? '';
    return [{ folder: path, ...(name !== undefined && { name }), dependsOn: projectsIn(gradleTokens(build)) }];
  });
  return workspaces.length === 0 ? { kind: 'none' } : { kind: 'found', declared: true, workspaces };
};

/** The texts that follow the name 'include', with or without brackets, separated by commas. */
function includedIn(tokens: GradleToken[]): string[] {
  return tokens.flatMap(({ kind, value }, index) => {
    if (kind !== 'name' || value !== 'include') return [];
    const found: string[] = [];
    for (const token of tokens.slice(index + 1)) {
      if (token.kind === 'text') found.push(token.value);
      else if (token.kind !== 'sign' || !'(,'.includes(token.value)) break;
    }
    return found;
  });
}

/** The projects that `project(':a')`, `project(path: ':a')` and `projects.a.b` name. */
function projectsIn(tokens: GradleToken[]): string[] {
  return tokens.flatMap(({ kind, value }, index) => {
    if (kind !== 'name') return [];
    if (value === 'projects') return accessor(tokens.slice(index + 1));
    const [bracket, ...inside] = tokens.slice(index + 1, index + 5);
    if (value !== 'project' || bracket?.value !== '(') return [];
    return inside.find((token) => token.kind === 'text')?.value ?? [];
  });
}

/** What a type-safe accessor names: `projects.coreApi` is `:core-api` as a rule, or `:coreApi`. */
function accessor(tokens: GradleToken[]): string[] {
  const parts: string[] = [];
  for (let at = 0; tokens[at]?.value === '.' && tokens[at + 1]?.kind === 'name'; at += 2)
    parts.push(tokens[at + 1]?.value ?? '');
  if (parts.length === 0) return [];
  const path = `:${parts.join(':')}`;
  return [path, path.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)];
}

function pathOf(project: string): string {
  return project.replace(/^:/, '').replaceAll(':', '/');
}
