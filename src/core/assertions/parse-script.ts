import { parse } from '@babel/parser';
import type { ParserPlugin } from '@babel/parser';
import { isSyntaxNode } from './syntax-node.ts';
import type { SyntaxNode } from './syntax-node.ts';

const PLUGINS: Record<string, ParserPlugin[][]> = {
  js: [['jsx'], ['flow', 'jsx']],
  ts: [['typescript']],
  tsx: [['typescript', 'jsx']],
};

const MAX_LENGTH = 1_000_000;

/** Parses a JavaScript or TypeScript file by its name's ending; undefined for other files, and when the text can't be parsed. */
export function parseScript(path: string, text: string): SyntaxNode | undefined {
  const language = languageOf(path);
  if (language === undefined || text.length > MAX_LENGTH) return undefined;
  for (const plugins of PLUGINS[language] ?? []) {
    try {
      const file: unknown = parse(text, {
        sourceType: 'unambiguous',
        errorRecovery: true,
        allowReturnOutsideFunction: true,
        allowAwaitOutsideFunction: true,
        allowUndeclaredExports: true,
        allowSuperOutsideMethod: true,
        plugins: [...plugins, 'decorators', 'explicitResourceManagement'],
      });
      if (isSyntaxNode(file)) return file;
    } catch {
      // Either the text is broken or it is another dialect, which the next set of plugins may read.
    }
  }
  return undefined;
}

function languageOf(path: string): 'js' | 'ts' | 'tsx' | undefined {
  if (/\.[cm]?jsx?$/i.test(path)) return 'js';
  if (/\.tsx$/i.test(path)) return 'tsx';
  return /\.[cm]?ts$/i.test(path) ? 'ts' : undefined;
}
