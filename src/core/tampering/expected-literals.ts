import { expectedInScript } from './expected-in-script.ts';
import { expectedInTree } from './expected-in-tree.ts';

const LONGEST = 80;
/** Said in other words everywhere (`assertTrue(x)`, `assert x is True`, `expect(x).toBeNull()`), and so no sign of anything. */
const EMPTY = new Set(['', 'true', 'false', 'null', 'undefined', 'None', 'True', 'False', 'nil']);

/**
 * The literals that a file's assertions compare with (numbers, texts, patterns; their messages left out), sorted; each is cut to 80 characters.
 * When some vanish, what the tests demand was changed.
 */
export function expectedLiterals(path: string, text: string): string[] {
  const found = expectedInTree(path, text) ?? expectedInScript(path, text);
  return found
    .filter((literal) => !EMPTY.has(literal.replace(/^not /, '')))
    .map((literal) => literal.slice(0, LONGEST))
    .sort();
}
