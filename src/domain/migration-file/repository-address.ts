export type RepositoryAddress = { kind: 'local' | 'network' } | { kind: 'refused'; why: string };

const scpLike = /^(?:\w[\w.+-]*@)?\w[\w.-]*:(?![:-]|\/\/)\S+$/;
/** How access tokens of code hosts begin; others are longer than any account's name. */
const token = /^(gh[a-z]_|github_pat_|gl[a-z]+-|ATC?TT3|x-token|.{40})/;
const withTransport = /^[a-z][a-z0-9+.-]*:(?:\/\/|:)/i;

/**
 * Tells what a repository's address is: a path of a machine (with or without file://), or one that is reached over the network. Only
 * https, http and ssh are taken there: with git's other transports (`ext::COMMAND`), or an address that begins with a dash, the address
 * itself could name a program to run. A password or a token in an address is refused, since process lists and records would show it.
 */
export function repositoryAddress(url: string): RepositoryAddress {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(url)) return refused('it holds control characters');
  if (url.trim() === '') return refused('it is empty');
  if (url.startsWith('-')) return refused("it begins with '-'");
  if (/^file:/i.test(url)) {
    return /^file:\/\/\/./.test(url) && URL.canParse(url) && !/%2f/i.test(url)
      ? { kind: 'local' }
      : refused('it is not a valid file address');
  }
  if (/^(https?|ssh):\/\//.test(url)) return networkAddress(url);
  if (withTransport.test(url)) return refused('it is an address of a kind that is not allowed');
  return { kind: scpLike.test(url) ? 'network' : 'local' };
}

function networkAddress(url: string): RepositoryAddress {
  if (!URL.canParse(url)) return refused('it is not a valid address');
  const { password, hostname, username } = new URL(url);
  if (password !== '') {
    return refused(
      'it holds a password, which process lists and records would show; use a git credential helper, GIT_ASKPASS or ssh',
    );
  }
  if (/^https?:/.test(url) && token.test(username)) {
    return refused(
      'its user name seems to be a token, which process lists and records would show; use a git credential helper, GIT_ASKPASS or ssh',
    );
  }
  if (hostname === '' || hostname.startsWith('-') || username.startsWith('-'))
    return refused('it has no usable host name');
  return { kind: 'network' };
}

function refused(why: string): RepositoryAddress {
  return { kind: 'refused', why };
}
