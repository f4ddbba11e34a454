import type { OuterModule } from '../../domain/migration-file.ts';
import type { ModulePlan } from '../../domain/module-plan.ts';
import { pathMatcher } from '../paths/path-matcher.ts';
import { moduleKey } from './module-key.ts';

/** Plans the module before or after all others. Its path is its own, else the one file that it may change, else its role. */
export function planOuterModule(
  entry: OuterModule,
  role: 'first' | 'last',
  files: string[],
  sha256: (text: string) => string,
): ModulePlan {
  const [only, ...others] = entry.mayChange;
  const path = entry.path ?? (others.length === 0 && only !== undefined && !/[*?[\]{}!()]/.test(only) ? only : role);
  const matches = pathMatcher(entry.mayChange);
  return {
    // A file may be a module of the sweep and again the last one's subject: the role keeps the keys apart.
    key: moduleKey(`${role}:${path}`, sha256),
    path,
    role,
    paths: files.filter((candidate) => matches(candidate)),
    mayChange: entry.mayChange,
  };
}
