import type { Git } from './git.ts';
import { parseRemote } from './remote.ts';
import { localUploadPack } from './transfer-programs.ts';

/** Fetches what the refspecs name from a repository (a path or URL), and nothing besides: no tags, no submodules. How git ended is the caller's to judge. */
export async function fetchRefs(
  git: Git,
  url: string,
  refspecs: string[],
  signal: AbortSignal,
): ReturnType<Git['porcelain']> {
  const remote = parseRemote(url);
  const args = [
    'fetch',
    '--no-progress',
    '--no-tags',
    '--no-prune',
    '--no-recurse-submodules',
    '--no-write-fetch-head',
    '--no-auto-maintenance',
    ...(remote.kind === 'local' ? [`--upload-pack=${localUploadPack}`] : []),
    '--',
    remote.url,
    ...refspecs,
  ];
  return git.porcelain(args, { reach: remote.kind === 'local' ? 'store' : 'network', signal });
}
