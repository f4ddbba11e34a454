import { goImports } from './go-imports.ts';
import { javaImports } from './java-imports.ts';

/** One import in a file: what is named, the line's number from 1 on, and its text. */
export type Import = { from: string; line: number; text: string };

const scripts = /\.[cm]?[jt]sx?$/i;
const scriptImport = /\b(?:from|require\s*\(|import\s*\(|import)\s*(['"])([^'"\n]+)\1/;
const pythonImport = /^\s*(?:from\s+([.\w]+)\s+import\b|import\s+([.\w]+))/;

/** What a JavaScript, TypeScript, Python, Java or Go file imports; none for other files. Of the first three it may take a text for an import, which harms nothing. */
export function importsOf(path: string, text: string): Import[] {
  if (path.endsWith('.java')) return javaImports(text);
  if (path.endsWith('.go')) return goImports(text);
  const isScript = scripts.test(path);
  if (!isScript && !/\.pyi?$/i.test(path)) return [];
  return text.split('\n').flatMap((line, index) => {
    const match = isScript
      ? scriptImport.exec(line)?.[2]
      : (([, one, other]) => one ?? other)(pythonImport.exec(line) ?? []);
    return match === undefined ? [] : [{ from: match, line: index + 1, text: line.trim() }];
  });
}
