import type { TestCase } from '../../domain/test-report.ts';
import { nameParts } from './names/name-parts.ts';

/** The file of the repository that a test is in: as the report names it, or where its id begins with a path (vitest) or a module (pytest). */
export function testFileOf(test: TestCase & { file?: string }, files: ReadonlySet<string>): string | undefined {
  const [group = ''] = nameParts(test.id);
  const named = [test.file, group].find((path) => path !== undefined && files.has(path));
  if (named !== undefined) return named;
  const parts = group.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const path = `${parts.slice(0, length).join('/')}.py`;
    if (files.has(path)) return path;
  }
  return undefined;
}
