import { lstatSync, readlinkSync } from 'node:fs';

/** How a folder like /bin is made: a link into /usr on most systems, a folder of its own on some. */
export type SystemFolder = { kind: 'link'; path: string; target: string } | { kind: 'folder'; path: string };

/** Reads how this host lays out the folders that programs are looked up in besides /usr. */
export function systemFolders(): SystemFolder[] {
  return ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'].flatMap((path): SystemFolder[] => {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return [];
    return stat.isSymbolicLink() ? [{ kind: 'link', path, target: readlinkSync(path) }] : [{ kind: 'folder', path }];
  });
}
