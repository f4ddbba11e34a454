import { foldersWith } from './folders-with.ts';
import { goDirectives } from './go-directives.ts';
import { joinPath } from './join-path.ts';
import { usableName } from './usable-name.ts';
import type { FindWorkspaces, Workspace } from './workspace.ts';

/**
 * The modules that go.work uses, else all folders with a go.mod; and where the one go.mod lies at the top, the packages of its module: what is
 * in testdata, or in folders that begin with '_' or '.', is no package (https://pkg.go.dev/cmd/go#hdr-Package_lists_and_patterns).
 */
export const findGo: FindWorkspaces = (files, texts) => {
  const work = texts.get('go.work');
  if (work !== undefined) {
    const used = goDirectives(work).flatMap(({ verb, words }) =>
      verb === 'use' ? (joinPath('', words[0] ?? '/') ?? []) : [],
    );
    const folders = used.filter((folder) => folder !== '' && texts.has(`${folder}/go.mod`));
    if (folders.length > 0)
      return { kind: 'found', declared: true, workspaces: folders.map((one) => goModule(one, texts)) };
  }
  const modules = foldersWith('go.mod', files);
  if (modules.length > 0)
    return { kind: 'found', declared: false, workspaces: modules.map((one) => goModule(one, texts)) };
  const top = texts.get('go.mod');
  const packages = top === undefined ? [] : packagesOf(files, modulePath(top) ?? '');
  return packages.length === 0 ? { kind: 'none' } : { kind: 'found', declared: false, workspaces: packages };
};

function goModule(folder: string, texts: ReadonlyMap<string, string>): Workspace {
  const text = texts.get(`${folder}/go.mod`) ?? '';
  const name = usableName(modulePath(text));
  const required = goDirectives(text).flatMap(({ verb, words }) => (verb === 'require' ? (words[0] ?? []) : []));
  return { folder, ...(name !== undefined && { name }), dependsOn: required };
}

function modulePath(text: string): string | undefined {
  return goDirectives(text).find(({ verb }) => verb === 'module')?.words[0];
}

function packagesOf(files: string[], module: string): Workspace[] {
  const folders = new Set(
    files
      .filter((path) => path.endsWith('.go') && path.includes('/'))
      .map((path) => path.slice(0, path.lastIndexOf('/'))),
  );
  return [...folders]
    .filter((folder) => folder.split('/').every((part) => part !== 'testdata' && !/^[_.]/.test(part)))
    .map((folder) => ({ folder, name: `${module}/${folder}`, dependsOn: [] }));
}
