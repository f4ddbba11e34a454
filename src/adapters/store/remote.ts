import { fileURLToPath } from 'node:url';
import { Failure } from '../../domain/failure.ts';

/** A repository to fetch from or deliver to: a folder of this machine, or one that is reached over the network. */
export type Remote = { kind: 'local' | 'network'; url: string };

const scpLike = /^(?:\w[\w.+-]*@)?\w[\w.-]*:(?![:-]|\/\/)\S+$/;

/**
 * Checks a repository's address. Only absolute paths, file, https, http and ssh are taken: with git's other transports
 * (`ext::COMMAND`), or an address that begins with a dash, the address itself could name a program to run.
 * Throws `InputRefused`; a password in an address is refused, too, since it would be seen in process lists and records.
 */
export function parseRemote(url: string): Remote {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(url)) throw refused(url, 'it holds control characters');
  if (url.startsWith('/')) return { kind: 'local', url };
  if (url.startsWith('-')) throw refused(url, "it begins with '-'");
  if (url.startsWith('file:///')) return { kind: 'local', url: pathOf(url) };
  if (/^(https?|ssh):\/\//.test(url)) return networkRemote(url);
  if (scpLike.test(url)) return { kind: 'network', url };
  throw refused(url, 'it is neither an absolute path nor an address of a kind that is allowed');
}

function pathOf(url: string): string {
  try {
    return fileURLToPath(url);
  } catch {
    throw refused(url, 'it is not a valid file address');
  }
}

function networkRemote(url: string): Remote {
  if (!URL.canParse(url)) throw refused(url, 'it is not a valid address');
  const parsed = new URL(url);
  if (parsed.password !== '') {
    parsed.password = '...';
    throw refused(
      parsed.href,
      'it holds a password, which process lists and records would show; use a git credential helper, GIT_ASKPASS or ssh',
    );
  }
  if (parsed.hostname === '' || parsed.hostname.startsWith('-') || parsed.username.startsWith('-')) {
    throw refused(url, 'it has no usable host name');
  }
  return { kind: 'network', url };
}

function refused(url: string, why: string): Failure {
  return new Failure(
    'InputRefused',
    `The repository ${JSON.stringify(url)} can't be used: ${why}. ` +
      `Name an absolute path, or an address like https://HOST/PATH, ssh://USER@HOST/PATH or USER@HOST:PATH.`,
  );
}
