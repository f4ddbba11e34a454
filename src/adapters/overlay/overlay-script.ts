import { lowerLayers, overlayParts } from './overlay-folder.ts';

/**
 * A shell script that mounts the overlays of the folder that is its first argument and then becomes the program that its other arguments
 * are, in the same process. It runs in a user and mount namespace of its own (see `inOwnNamespaces`), so that the mounts are seen by that program alone.
 * With `userxattr` an ordinary user can mount and no layer can hold redirections. No path is ever part of an option.
 */
export const overlayScript = [
  'PATH=/usr/sbin:/usr/bin:/sbin:/bin',
  `cd -P -- "$1/${overlayParts.repo}" && ${mount(lowerLayers.repo)}`,
  `cd -P -- ../${overlayParts.home} && ${mount(lowerLayers.home)}`,
  'cd / && shift',
  // The shell would hand these on, and the program's environment can be seen inside.
  'unset PWD OLDPWD SHLVL',
  'exec "$@"',
]
  .map((line) => `${line} || exit 1`)
  .join('\n');

/** Arguments that run a program in a user and a mount namespace of their own, as root there: of util-linux. */
export const inOwnNamespaces = ['--user', '--map-root-user', '--mount', '--'];

function mount(lower: string): string {
  const { upper, work, seen } = overlayParts;
  const options = `lowerdir=${lower},upperdir=${upper},workdir=${work},userxattr`;
  return `mount -t overlay overlay -o ${options} ${seen}`;
}
