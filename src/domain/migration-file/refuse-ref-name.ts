/** git itself takes names like `$(id)` and `main;rm`, which are dangerous in any script that reads them. */
const component = String.raw`[\p{L}\p{N}_@#=+,%][\p{L}\p{M}\p{N}_@#=+,%.\-]*`;
const refPattern = new RegExp(`^${component}(/${component})*$`, 'u');
const longestName = 200;

/** Says what is right where a name can't be that of a ref or branch; undefined when it can. */
export function refuseRefName(name: string): string | undefined {
  const bad =
    !refPattern.test(name) || name.length > longestName || name === '@' || /\.\.|\.(\/|$)|\.lock(\/|$)/.test(name);
  if (!bad) return undefined;
  return (
    "parts joined by '/', each beginning with a letter, digit or one of _@#=+,% and holding only these, '.' and '-'; " +
    `without '..', a '.' or '.lock' at a part's end; at most ${longestName} characters`
  );
}
