import { importsOf, type Import } from '../../src/core/imports/imports-of.ts';
import { resolveImport } from '../../src/core/imports/resolve-import.ts';
import type { Excerpt } from '../../src/core/context/opening-message.ts';
import { outline } from '../../src/core/outline/outline.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { CommitId } from '../../src/domain/ids.ts';
import type { Ports } from '../ports.ts';
import { readTexts } from './read-texts.ts';

/** What is looked at and shown: enough to see an interface, and little enough that it costs next to nothing in each turn. */
const most = { searched: 3_000, fileBytes: 200_000, files: 6, outline: 1_200, lines: 5, line: 160 };
const known = /\.(?:[cm]?[jt]sx?|pyi?)$/i;

/** The interfaces of what a module's files import, and the lines of other files that use them; for JavaScript, TypeScript and Python. */
export async function findNeighbours(
  { store }: Pick<Ports, 'store'>,
  plan: Plan,
  commit: CommitId,
  own: Map<string, string>,
): Promise<{ dependencies: Excerpt[]; dependants: Excerpt[] }> {
  const entries = (await store.list(commit)).filter((entry) => entry.mode.startsWith('100'));
  const files = new Set(entries.map(({ path }) => path));
  const packages = new Map(
    plan.modules.flatMap(({ name, path }) => (name === undefined ? [] : [[name, path] as const])),
  );
  const resolve = (path: string, { from }: Import) => resolveImport(path, from, files, packages);

  const used = [...own].flatMap(([path, text]) => importsOf(path, text).map((one) => resolve(path, one)));
  const outside = [...new Set(used)]
    .filter((path) => path !== undefined && !own.has(path))
    .slice(0, most.files) as string[];
  const dependencies = [...(await readTexts(store, commit, outside))].flatMap(([path, text]) => {
    const shown = outline(path, text, most.outline);
    return shown === undefined ? [] : [{ path, text: shown }];
  });

  const others = entries.filter(({ path, bytes }) => known.test(path) && bytes <= most.fileBytes && !own.has(path));
  // In a repository of many thousand files a search would take longer than it is worth; the model can still make it.
  if (![...own.keys()].some((path) => known.test(path)) || others.length > most.searched)
    return { dependencies, dependants: [] };
  const texts = await readTexts(
    store,
    commit,
    others.map(({ path }) => path),
  );
  const dependants: Excerpt[] = [];
  for (const [path, text] of texts) {
    const imports = importsOf(path, text).filter((one) => own.has(resolve(path, one) ?? ''));
    if (imports.length > 0 && dependants.length < most.files) dependants.push({ path, text: usesOf(text, imports) });
  }
  return { dependencies, dependants };
}

/** The lines that import, and the first ones that use the names which those introduce. */
function usesOf(text: string, imports: Import[]): string {
  const names = imports.flatMap((one) => one.text.replace(/(['"]).*?\1/g, '').match(/[\w$]+/g) ?? []);
  const told = names.filter((name) => !/^(?:import|from|const|let|var|require|export|type|as|async|await)$/.test(name));
  const uses = new Set(imports.map(({ line }) => line));
  const isUse = (line: string) =>
    told.some((name) => new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(line));
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    if (uses.size >= imports.length + most.lines) break;
    if (isUse(line)) uses.add(index + 1);
  }
  return [...uses]
    .sort((one, other) => one - other)
    .slice(0, most.files + most.lines)
    .map((line) => `${line}: ${(lines[line - 1] ?? '').trim().slice(0, most.line)}`)
    .join('\n');
}
