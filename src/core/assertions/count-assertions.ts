import type { AssertionCount } from '../../domain/evidence.ts';
import { countGoAssertions } from './count-go-assertions.ts';
import { countJavaAssertions } from './count-java-assertions.ts';
import { countPythonAssertions } from './count-python-assertions.ts';
import { countRustAssertions } from './count-rust-assertions.ts';
import { countScriptAssertions } from './count-script-assertions.ts';

const byEnding: Record<string, typeof countScriptAssertions> = {
  go: countGoAssertions,
  java: countJavaAssertions,
  py: countPythonAssertions,
  pyi: countPythonAssertions,
  rs: countRustAssertions,
};

/**
 * Counts the assertions in a JavaScript, TypeScript, Python, Go, Java or Rust file, by its syntax tree. Undefined for files in other languages, and for
 * JavaScript and TypeScript that can't be parsed.
 */
export function countAssertions(path: string, text: string): AssertionCount | undefined {
  const [, ending = ''] = /\.(\w+)$/.exec(path.toLowerCase()) ?? [];
  return (byEnding[ending] ?? countScriptAssertions)(path, text);
}
