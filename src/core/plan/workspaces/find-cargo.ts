import { pathMatcher } from '../../paths/path-matcher.ts';
import { foldersWith } from './folders-with.ts';
import { groupedPattern } from './grouped-pattern.ts';
import { isRecord } from './is-record.ts';
import { joinPath } from './join-path.ts';
import { plainPattern } from './plain-pattern.ts';
import { readToml } from './read-toml.ts';
import { stringsIn } from './strings-in.ts';
import { usableName } from './usable-name.ts';
import type { FindWorkspaces, Workspace } from './workspace.ts';

type Table = Record<string, unknown>;
const kinds = ['dependencies', 'dev-dependencies', 'build-dependencies'];

/**
 * The members of a Cargo workspace: those that `members` matches less `exclude`, and those that members reach by paths
 * (https://doc.rust-lang.org/cargo/reference/workspaces.html).
 */
export const findCargo: FindWorkspaces = (files, texts) => {
  const top = readToml(texts.get('Cargo.toml'));
  const workspace = top?.['workspace'];
  if (top === undefined || !isRecord(workspace)) return { kind: 'none' };
  const [members, exclude] = [stringsIn(workspace['members']), stringsIn(workspace['exclude'])];
  const problem = groupedPattern([...members, ...exclude]);
  if (problem !== undefined) return { kind: 'refused', problem };
  const [isMember, isExcluded] = [pathMatcher(members.map(plainPattern)), pathMatcher(exclude.map(plainPattern))];
  const found = new Map<string, Table>();
  const pending = [...foldersWith('Cargo.toml', files).filter((folder) => isMember(folder)), ...paths('', top)];
  for (let folder = pending.shift(); folder !== undefined; folder = pending.shift()) {
    const manifest = readToml(texts.get(`${folder}/Cargo.toml`));
    if (manifest === undefined || folder === '' || isExcluded(folder) || found.has(folder)) continue;
    found.set(folder, manifest);
    pending.push(...paths(folder, manifest));
  }
  if (found.size === 0) {
    const detail = `modules.by: no folder with a Cargo.toml at the base commit matches the members ${JSON.stringify(members)} of Cargo.toml; correct them, or write by: folders`;
    return { kind: 'refused', problem: detail };
  }
  return {
    kind: 'found',
    declared: true,
    workspaces: [...found].map(([folder, manifest]) => member(folder, manifest)),
  };
};

function member(folder: string, manifest: Table): Workspace {
  const name = usableName(isRecord(manifest['package']) ? manifest['package']['name'] : undefined);
  return {
    folder,
    ...(name !== undefined && { name }),
    dependsOn: dependencies(manifest).map(([key, value]) =>
      isRecord(value) && typeof value['package'] === 'string' ? value['package'] : key,
    ),
  };
}

/** All that a manifest depends on, for whichever platform. */
function dependencies(manifest: Table): [string, unknown][] {
  const targets = isRecord(manifest['target']) ? Object.values(manifest['target']).filter(isRecord) : [];
  return [manifest, ...targets].flatMap((one) =>
    kinds.flatMap((kind) => {
      const named = one[kind];
      return isRecord(named) ? Object.entries(named) : [];
    }),
  );
}

function paths(folder: string, manifest: Table): string[] {
  return dependencies(manifest).flatMap(([, value]) =>
    isRecord(value) && typeof value['path'] === 'string' ? (joinPath(folder, value['path']) ?? []) : [],
  );
}
