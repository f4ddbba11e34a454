import { execa } from 'execa';
import { Failure } from '../../domain/failure.ts';
import { overlayParts } from './overlay-folder.ts';
import { inOwnNamespaces, overlayScript } from './overlay-script.ts';

/** Writes those of the paths on standard input that are not there; a link is there wherever it points. */
const lookScript = `cd -P -- "$1/${overlayParts.repo}/${overlayParts.seen}" && exec xargs -0 /bin/sh -c 'for p; do [ -e "./$p" ] || [ -L "./$p" ] || printf "%s\\0" "$p"; done' sh`;

/**
 * Which of the layers' paths an overlay shows no more. What hides a folder that was removed and made again is a mark of the file system
 * that Node can't read, so the overlay is mounted once more, and looked at by no program but the system's own. The folders above the
 * paths must be real ones. Call it only when no command is running.
 */
export async function removedFromOverlay(unshare: string, folder: string, paths: string[]): Promise<string[]> {
  if (paths.length === 0) return [];
  const args = [...inOwnNamespaces, '/bin/sh', '-c', overlayScript, 'sh', folder, '/bin/sh', '-c', lookScript, 'sh'];
  const end = await execa(unshare, [...args, folder], {
    input: paths.map((path) => `${path}\0`).join(''),
    encoding: 'buffer',
    env: {},
    extendEnv: false,
    reject: false,
    maxBuffer: Infinity,
    stripFinalNewline: false,
  });
  if (end.failed)
    throw new Failure(
      'Transient',
      `What was removed in a checkout could not be seen: ${Buffer.from(end.stderr).toString().trim() || end.shortMessage}`,
    );
  return Buffer.from(end.stdout).toString().split('\0').slice(0, -1);
}
