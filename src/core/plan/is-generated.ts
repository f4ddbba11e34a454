import type { MigrationFile } from '../../domain/migration-file.ts';
import { pathMatcher } from '../paths/path-matcher.ts';

/** A test of whether a file is made anew at each merge, so that nobody's version of it counts; what is protected is not. */
export function isGenerated({
  generated = [],
  protect,
}: Pick<MigrationFile, 'generated' | 'protect'>): (path: string) => boolean {
  const entries = generated.map(({ paths }) => pathMatcher(paths));
  const isProtected = pathMatcher(protect);
  return (path) => entries.some((matches) => matches(path)) && !isProtected(path);
}
