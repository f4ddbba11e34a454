import { describe, expect, it } from 'vitest';
import { isLocalRepository } from '../../../src/core/migration-file/is-local-repository.ts';
import { repositoryAddress } from '../../../src/domain/migration-file/repository-address.ts';

describe('isLocalRepository', () => {
  it.each(['/srv/r', './r', '../r', 'r', '~/r', 'a/b:c', 'file:///srv/r', 'with blank/r'])(
    'takes %j for a path',
    (url) => {
      expect(isLocalRepository(url)).toBe(true);
    },
  );

  it.each(['https://example.org/r.git', 'http://host/r', 'ssh://git@host:22/r', 'git@host:a/b.git', 'host:r'])(
    'takes %j for an address on the network',
    (url) => {
      expect(repositoryAddress(url)).toEqual({ kind: 'network' });
      expect(isLocalRepository(url)).toBe(false);
    },
  );

  it.each([
    ['ext::sh -c id', 'of a kind that is not allowed'],
    ['fd::17', 'of a kind that is not allowed'],
    ['git://host/r', 'of a kind that is not allowed'],
    ['EXT::sh', 'of a kind that is not allowed'],
    ['-x', "begins with '-'"],
    ['--upload-pack=id', "begins with '-'"],
    ['https://-x/r', 'not a valid address|no usable host name'],
    ['ssh://-oProxyCommand=id/r', 'not a valid address|no usable host name'],
    ['https://me:secret@host/r', 'holds a password'],
    ['https://ghp_0123456789abcdef@host/r', 'seems to be a token'],
    ['https://0123456789abcdef0123456789abcdef01234567@host/r', 'seems to be a token'],
    ['https://', 'not a valid address'],
    ['file://host/r', 'not a valid file address'],
    ['file:r', 'not a valid file address'],
    ['', 'is empty'],
    ['/a\nb', 'control characters'],
  ])('takes %j for neither', (url, why) => {
    const address = repositoryAddress(url);
    expect(address).toMatchObject({ kind: 'refused', why: expect.stringMatching(why) as string });
    expect(isLocalRepository(url)).toBe(false);
  });
});
