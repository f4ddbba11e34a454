import { repositoryPath } from '../../core/reports/repository-path.ts';
import type { CoverageInput } from '../../ports/coverage.ts';
import type { CoverageFormat } from './coverage-format.ts';

type Surroundings = Pick<CoverageInput, 'roots' | 'module'> & {
  /** The module's paths, to look them up. */
  known: Set<string>;
  report: string;
  format: CoverageFormat;
};

/**
 * The path in the repository that a name in a coverage report means; undefined when it is none of the module's. Tools name files from the
 * repository's root, or from the folder that they ran in, which is one above their report; JaCoCo by the package alone, and Go by the import path.
 */
export function resolvePath(
  names: string[],
  { roots, module, known, report, format }: Surroundings,
): string | undefined {
  if (format === 'jacoco') return endingWith(names[0] ?? '', module.paths, report);
  if (format === 'go') return beginningsTakenAway(names[0] ?? '').find((path) => known.has(path) || module.has(path));
  const plain = names.flatMap((name) => repositoryPath(name, roots) ?? []);
  const relative = names.filter((name) => !/^(?:\/|[a-z]:)/i.test(name));
  const besides = relative.flatMap((name) =>
    foldersAbove(report).flatMap((folder) => repositoryPath(`${folder}/${name}`, roots) ?? []),
  );
  return [...besides, ...plain].find((path) => known.has(path)) ?? plain.find((path) => module.has(path));
}

/** The one file with this end; of a report of a Maven or Gradle project, only a file of the same project. */
function endingWith(name: string, paths: string[], report: string): string | undefined {
  const project = /^(?:(.*?)\/)?(?:target|build)\//.exec(report)?.[1];
  const found = paths.filter(
    (path) => path.endsWith(`/${name}`) && (project === undefined || path.startsWith(`${project}/`)),
  );
  return found.length === 1 ? found[0] : undefined;
}

/** 'a/b/c', 'b/c' and 'c', without more of them than paths have. */
function beginningsTakenAway(name: string): string[] {
  const parts = name.split('/').slice(-50);
  return parts.map((_, index) => parts.slice(index).join('/'));
}

/** The folders that a file lies in, the innermost first, without the root. */
function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
}
