import { pathMatcher } from '../paths/path-matcher.ts';

/**
 * Whether patterns name a file, and do not only cover it: `package.json`, `*.json` and `*.config.ts` do; `packages/a/**` does not, since nobody who
 * wrote it thought of that file. What decides is whether the last part of the pattern has a letter or a digit of its own.
 */
export function namesPath(patterns: string[], path: string): boolean {
  const excluded = patterns.filter((pattern) => pattern.startsWith('!'));
  return patterns.some((pattern) => hasName(pattern) && pathMatcher([pattern, ...excluded])(path));
}

function hasName(pattern: string): boolean {
  const last = pattern.slice(pattern.lastIndexOf('/') + 1);
  return /[\p{L}\p{N}]/u.test(last.replace(/\[[^\]]*\]|!\([^)]*\)/g, ''));
}
