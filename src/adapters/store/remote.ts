import { fileURLToPath } from 'node:url';
import { Failure } from '../../domain/failure.ts';
import { repositoryAddress } from '../../domain/migration-file/repository-address.ts';

/** A repository to fetch from or deliver to: a folder of this machine, or one that is reached over the network. */
export type Remote = { kind: 'local' | 'network'; url: string };

/**
 * Checks a repository's address once more where git is about to get it: a path has to be absolute here. Throws `InputRefused`, without
 * showing a password.
 */
export function parseRemote(url: string): Remote {
  const address = repositoryAddress(url);
  if (address.kind === 'refused') throw refused(url, address.why);
  if (address.kind === 'network') return { kind: 'network', url };
  if (url.startsWith('/')) return { kind: 'local', url };
  if (url.startsWith('file:')) return { kind: 'local', url: pathOf(url) };
  throw refused(url, 'it is neither an absolute path nor an address of a kind that is allowed');
}

function pathOf(url: string): string {
  try {
    return fileURLToPath(url);
  } catch {
    throw refused(url, 'it is not a valid file address');
  }
}

function refused(url: string, why: string): Failure {
  return new Failure(
    'InputRefused',
    `The repository ${JSON.stringify(withoutPassword(url))} can't be used: ${why}. ` +
      `Name an absolute path, or an address like https://HOST/PATH, ssh://USER@HOST/PATH or USER@HOST:PATH.`,
  );
}

function withoutPassword(url: string): string {
  return url.replace(/:\/\/[^/?#\s]*@/g, '://...@');
}
