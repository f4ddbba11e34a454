import type { ModuleKey } from '../../domain/ids.ts';
import type { ModulePlan } from '../../domain/module-plan.ts';
import { pathMatcher } from '../paths/path-matcher.ts';
import type { FailureTexts } from './failure-texts.ts';

type Candidate = Pick<ModulePlan, 'key' | 'paths' | 'mayChange'>;

/** In a text: letters, digits and what stands in paths; a line number behind a colon is none of it. */
const pathLike = /[\w@.[\]+-]+(?:\/[\w@.[\]+-]+)*/g;
const mostNames = 5_000;

/**
 * The modules that a refusal names, by paths in its texts: what messages and stack traces name counts before the files of failing tests, and
 * these before whole outputs. Naming all of them is naming nobody. `sure` where the code itself is named, and not the place where the fault shows.
 */
export function attributeFailure(
  { messages, places, files, outputs }: FailureTexts,
  modules: Candidate[],
): { members: ModuleKey[]; sure: boolean } {
  for (const [index, texts] of [messages, places, files, outputs].entries()) {
    const named = namedIn(texts, modules);
    if (named.length > 0 && named.length < modules.length) return { members: named, sure: index < 2 };
  }
  return { members: modules.length === 1 ? modules.map(({ key }) => key) : [], sure: false };
}

function namedIn(texts: string[], modules: Candidate[]): ModuleKey[] {
  const names = new Set<string>();
  for (const text of texts)
    for (const [name] of text.matchAll(pathLike)) {
      if (names.size < mostNames) names.add(name);
    }
  const owners = ownersOf(modules);
  const named = new Set([...names].flatMap(owners));
  return modules.map(({ key }) => key).filter((key) => named.has(key));
}

/**
 * Whose a path is. Tools write paths from the root, from a folder around the repository, or absolute ones: the longest tail of a name that is
 * a module's counts, so that `packages/a/index.js` is not taken for the `index.js` at the root.
 */
function ownersOf(modules: Candidate[]): (name: string) => ModuleKey[] {
  const byPath = new Map<string, ModuleKey[]>();
  for (const { key, paths } of modules) for (const path of paths) byPath.set(path, [...(byPath.get(path) ?? []), key]);
  const byPattern = modules.map(({ key, mayChange }) => ({ key, matches: pathMatcher(mayChange) }));
  return (name) => {
    const parts = name.replace(/^[./]+/, '').split('/');
    for (let at = 0; at < parts.length; at += 1) {
      const tail = parts.slice(at).join('/');
      const own = byPath.get(tail) ?? [];
      const found = own.length > 0 ? own : byPattern.filter(({ matches }) => matches(tail)).map(({ key }) => key);
      if (found.length > 0) return found;
    }
    return [];
  };
}
