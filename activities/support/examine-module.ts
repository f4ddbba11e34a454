import { countAssertions } from '../../src/core/assertions/count-assertions.ts';
import { escapePattern } from '../../src/core/paths/escape-pattern.ts';
import { pathMatcher } from '../../src/core/paths/path-matcher.ts';
import { fileSigns } from '../../src/core/tampering/file-signs.ts';
import type { AssertionCount } from '../../src/domain/evidence.ts';
import type { FileSigns } from '../../src/domain/file-signs.ts';
import type { CommitId } from '../../src/domain/ids.ts';
import type { ModulePlan } from '../../src/domain/module-plan.ts';
import type { Ports } from '../ports.ts';

/** Looks at a module's files at a commit, one by one: their assertions, and what can make tests say what is not so. */
export async function examineModule(
  ports: Pick<Ports, 'store'>,
  { module, commit }: { module: ModulePlan; commit: CommitId },
): Promise<{ assertions: AssertionCount[]; signs: FileSigns[] }> {
  const inModule = pathMatcher([...module.paths.map(escapePattern), ...module.mayChange]);
  const paths = (await ports.store.list(commit))
    .filter((entry) => entry.mode.startsWith('100') && inModule(entry.path))
    .map((entry) => entry.path);
  const assertions: AssertionCount[] = [];
  const signs: FileSigns[] = [];
  for (const [path, content] of await ports.store.read(commit, paths)) {
    const text = new TextDecoder().decode(content);
    const count = countAssertions(path, text);
    if (count !== undefined) assertions.push(count);
    const found = fileSigns(path, text);
    if (found !== undefined) signs.push(found);
  }
  return { assertions, signs };
}
