import { countAssertions } from '../../src/core/assertions/count-assertions.ts';
import { escapePattern } from '../../src/core/paths/escape-pattern.ts';
import { pathMatcher } from '../../src/core/paths/path-matcher.ts';
import type { AssertionCount } from '../../src/domain/evidence.ts';
import type { CommitId } from '../../src/domain/ids.ts';
import type { ModulePlan } from '../../src/domain/module-plan.ts';
import type { Ports } from '../ports.ts';

/** Counts the assertion calls of a module's files at a commit, file by file, for the languages that are known. */
export async function countModuleAssertions(
  ports: Pick<Ports, 'store'>,
  { module, commit }: { module: ModulePlan; commit: CommitId },
): Promise<AssertionCount[]> {
  const inModule = pathMatcher([...module.paths.map(escapePattern), ...module.mayChange]);
  const paths = (await ports.store.list(commit))
    .filter((entry) => entry.mode.startsWith('100') && inModule(entry.path))
    .map((entry) => entry.path);
  const files = await ports.store.read(commit, paths);
  const counts: AssertionCount[] = [];
  for (const [path, content] of files) {
    const count = countAssertions(path, new TextDecoder().decode(content));
    if (count !== undefined) counts.push(count);
  }
  return counts;
}
