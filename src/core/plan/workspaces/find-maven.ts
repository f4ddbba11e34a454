import { joinPath } from './join-path.ts';
import { parsePom, type Pom } from './parse-pom.ts';
import { usableName } from './usable-name.ts';
import type { FindWorkspaces, Workspace } from './workspace.ts';

/** The modules of a multi-module build of Maven: those that the pom.xml at the top names, and those that these name. */
export const findMaven: FindWorkspaces = (_files, texts) => {
  const top = parsePom(texts.get('pom.xml') ?? '');
  if (top === undefined || top.modules.length === 0) return { kind: 'none' };
  const found = new Map<string, Pom>();
  const pending = below('', top);
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    const pom = parsePom(texts.get(`${folder}/pom.xml`) ?? '');
    if (pom === undefined || folder === '' || found.has(folder)) continue;
    found.set(folder, pom);
    pending.push(...below(folder, pom));
  }
  if (found.size === 0) {
    const problem = `modules.by: none of the modules ${JSON.stringify(top.modules.slice(0, 10))} of pom.xml has a pom.xml that can be read at the base commit; correct them, or write by: folders`;
    return { kind: 'refused', problem };
  }
  const workspaces = [...found].map(([folder, { artifact, dependsOn }]): Workspace => {
    const name = usableName(artifact);
    return { folder, ...(name !== undefined && { name }), dependsOn };
  });
  return { kind: 'found', declared: true, workspaces };
};

/** A module is named by its folder, or by its pom.xml. */
function below(folder: string, { modules }: Pom): string[] {
  return modules.flatMap((module) => joinPath(folder, module.replace(/\/?pom\.xml$/, '')) ?? []);
}
