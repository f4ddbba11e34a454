import { isRecord } from './is-record.ts';
import { npmDependencies } from './npm-dependencies.ts';
import { npmFiles, npmPatterns } from './npm-patterns.ts';
import { usableName } from './usable-name.ts';
import { workspaceFolders } from './workspace-folders.ts';
import type { FindWorkspaces, Workspace } from './workspace.ts';

/** The workspaces of npm, yarn and pnpm. */
export const findNpm: FindWorkspaces = (files, texts) => {
  const [npm, pnpm] = [texts.get(npmFiles.npm), texts.get(npmFiles.pnpm)];
  const patterns = npmPatterns({ ...(npm !== undefined && { npm }), ...(pnpm !== undefined && { pnpm }) });
  if (patterns.kind !== 'found') return patterns;
  const folders = workspaceFolders(patterns.patterns, files);
  if (folders.length === 0) {
    const problem =
      `modules.by: no folder with a package.json at the base commit matches the workspaces ${JSON.stringify(patterns.patterns)}; ` +
      'correct them, or write by: folders';
    return { kind: 'refused', problem };
  }
  const workspaces = folders.map((folder): Workspace => {
    const manifest = parse(texts.get(`${folder}/package.json`) ?? '');
    const name = usableName(manifest['name']);
    return { folder, ...(name !== undefined && { name }), dependsOn: npmDependencies(manifest) };
  });
  return { kind: 'found', declared: true, workspaces };
};

/** A manifest that can't be read says nothing. */
function parse(text: string): Record<string, unknown> {
  try {
    const manifest: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return isRecord(manifest) ? manifest : {};
  } catch {
    return {};
  }
}
