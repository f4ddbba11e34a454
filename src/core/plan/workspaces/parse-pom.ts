import { XMLParser } from 'fast-xml-parser';
import { isRecord } from './is-record.ts';

/** What Drover reads of a pom.xml (https://maven.apache.org/pom.html). */
export type Pom = { artifact: string | undefined; modules: string[]; dependsOn: string[] };

const lists = new Set([
  'project.modules.module',
  'project.dependencies.dependency',
  'project.build.plugins.plugin',
  'project.profiles.profile',
]);

// Entities are left as they are: a document that declares some can make them grow without end.
const parser = new XMLParser({
  parseTagValue: false,
  processEntities: false,
  maxNestedTags: 100,
  isArray: (_name, path) => lists.has(String(path)),
});

/** Reads a pom.xml: its artifact, its modules as they are written, and the artifacts that it names. Undefined where it is none. */
export function parsePom(text: string): Pom | undefined {
  const project = projectIn(text);
  if (project === undefined) return undefined;
  const dependencies = entries(project, 'dependencies', 'dependency');
  const build = isRecord(project['build']) ? project['build'] : {};
  const plugins = entries(build, 'plugins', 'plugin');
  const parent = isRecord(project['parent']) ? [project['parent']] : [];
  return {
    artifact: textOf(project['artifactId']),
    modules: list(project, 'modules', 'module').flatMap((module) => textOf(module) ?? []),
    dependsOn: [...parent, ...dependencies, ...plugins].flatMap((one) => textOf(one['artifactId']) ?? []),
  };
}

function projectIn(text: string): Record<string, unknown> | undefined {
  try {
    const { project } = parser.parse(text) as { project?: unknown };
    return isRecord(project) ? project : undefined;
  } catch {
    return undefined;
  }
}

function entries(parent: Record<string, unknown>, field: string, item: string): Record<string, unknown>[] {
  return list(parent, field, item).filter(isRecord);
}

function list(parent: Record<string, unknown>, field: string, item: string): unknown[] {
  const container = parent[field];
  const value = isRecord(container) ? container[item] : undefined;
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
