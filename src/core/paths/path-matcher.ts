import picomatch from 'picomatch';

/**
 * Makes a test of repository-relative paths from glob patterns (`*`, `**`, `?`, `[…]`, `{a,b}`; dot files match too). A path matches
 * when a pattern equals it literally or matches it as a glob, so that names such as `[id].js` need no escaping. A pattern that
 * begins with `!` takes away what it matches, wherever it stands in the list.
 */
export function pathMatcher(patterns: string[]): (path: string) => boolean {
  const literal = new Set(patterns);
  const included = patterns.filter((pattern) => pattern !== '' && !isExclusion(pattern)).map(globMatcher);
  const excluded = patterns.filter(isExclusion).map((pattern) => pattern.slice(1));
  const excludedLiterally = new Set(excluded);
  const excludedByGlob = excluded.map(globMatcher);
  return (path) => {
    if (path === '' || excludedLiterally.has(path) || excludedByGlob.some((matches) => matches(path))) return false;
    return literal.has(path) || included.some((matches) => matches(path));
  };
}

/** `!(a|b)` is a glob of its own and no exclusion. */
function isExclusion(pattern: string): boolean {
  return pattern.length > 1 && pattern.startsWith('!') && !pattern.startsWith('!(');
}

// Without `nonegate`, a list with one negated pattern would match nearly every path, since any match is enough.
// A plus behind a group means itself, as globs have it; to picomatch it is the regular expression's, and `(a+)+` takes hours.
function globMatcher(pattern: string): (path: string) => boolean {
  return picomatch(pattern.replace(/([)}])\+/g, String.raw`$1\+`), { dot: true, nonegate: true, windows: false });
}
