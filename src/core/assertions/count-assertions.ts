import type { AssertionCount } from '../../domain/evidence.ts';
import { countGoAssertions } from './count-go-assertions.ts';
import { countPythonAssertions } from './count-python-assertions.ts';
import { countScriptAssertions } from './count-script-assertions.ts';

/**
 * Counts the assertions in a JavaScript, TypeScript, Python or Go file, by its syntax tree. Undefined for files in other languages, and for
 * JavaScript and TypeScript that can't be parsed.
 */
export function countAssertions(path: string, text: string): AssertionCount | undefined {
  if (/\.pyi?$/i.test(path)) return countPythonAssertions(path, text);
  return /\.go$/i.test(path) ? countGoAssertions(path, text) : countScriptAssertions(path, text);
}
