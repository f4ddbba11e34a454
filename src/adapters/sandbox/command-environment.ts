import { delimiter } from 'node:path';

/** Where a command finds programs by itself. */
export const systemPath = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** The folders that a command's environment points at. */
export type CommandFolders = { home: string; cache: string; temporary: string };

/**
 * The whole environment of a command. The command's own variables win over the cache locations, never over PATH and HOME.
 * npm and others fall back to a folder of HOME, which may be read-only: so their caches are pointed at a writable place.
 */
export function commandEnvironment(
  folders: CommandFolders,
  toolchains: string[],
  passedOn: Record<string, string>,
  own: Record<string, string>,
): Record<string, string> {
  return {
    XDG_CACHE_HOME: folders.cache,
    npm_config_cache: `${folders.cache}/npm`,
    PIP_CACHE_DIR: `${folders.cache}/pip`,
    YARN_CACHE_FOLDER: `${folders.cache}/yarn`,
    GOCACHE: `${folders.cache}/go-build`,
    CARGO_HOME: `${folders.home}/.cargo`,
    npm_config_update_notifier: 'false',
    ...passedOn,
    ...own,
    PATH: [...toolchains, ...systemPath].join(delimiter),
    HOME: folders.home,
    TMPDIR: folders.temporary,
    LANG: 'C.UTF-8',
  };
}
