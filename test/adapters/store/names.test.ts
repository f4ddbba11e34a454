import { describe, expect, test } from 'vitest';
import { checkRefName, leaseRefOf, refOf } from '../../../src/adapters/store/ref-names.ts';
import { parseRemote } from '../../../src/adapters/store/remote.ts';

describe('ref names', () => {
  test.each([
    'main',
    'feature/#12_x',
    'v1.0.0',
    'dependabot/npm/@types/node-1.0',
    'größe/ü',
    'a-b',
    'HEAD',
    'refs/heads/x',
  ])('%s is taken', (name) => {
    expect(checkRefName(name, 'ref')).toBe(name);
  });

  test.each([
    '',
    '-x',
    'a/-x',
    'a//b',
    '/a',
    'a/',
    '.a',
    'a/.b',
    'a..b',
    'a.',
    'a./b',
    'a.lock',
    'a.lock/b',
    '@',
    'a@{1}',
    'a b',
    'a:b',
    'a~1',
    'a^',
    'a*',
    'a?',
    'a[',
    'a\\b',
    'a\nb',
    '$(id)',
    'main;rm',
    '`id`',
    "a'b",
    '+a:b',
    'x'.repeat(201),
  ])('%j is refused', (name) => {
    expect(() => checkRefName(name, 'ref')).toThrow(JSON.stringify(name));
  });

  test('everything internal lies under refs/drover, by migration', () => {
    expect(refOf('m1', 'modules/lib-0a1b2c3d')).toBe('refs/drover/m1/modules/lib-0a1b2c3d');
    expect(leaseRefOf('m1', 'queue')).toBe('refs/drover/m1/leases/queue');
    for (const id of ['', '-m', 'M1', 'a/b', '..', 'x'.repeat(64)])
      expect(() => refOf(id, 'base')).toThrow(JSON.stringify(id));
  });
});

describe('addresses', () => {
  test.each([
    ['/srv/code', 'local', '/srv/code'],
    ['file:///srv/a%20b', 'local', '/srv/a b'],
    ['https://example.com/a/b.git', 'network', 'https://example.com/a/b.git'],
    ['https://me@example.com/a/b.git', 'network', 'https://me@example.com/a/b.git'],
    ['http://localhost:3000/a.git', 'network', 'http://localhost:3000/a.git'],
    ['ssh://git@example.com:22/a/b.git', 'network', 'ssh://git@example.com:22/a/b.git'],
    ['git@example.com:a/b.git', 'network', 'git@example.com:a/b.git'],
  ])('%s is %s', (url, kind, used) => {
    expect(parseRemote(url)).toEqual({ kind, url: used });
  });

  test.each([
    '',
    'code',
    './code',
    '../code',
    '-oProxyCommand=x',
    '--upload-pack=x',
    'ext::sh -c id',
    'fd::7',
    'foo::https://example.com',
    'git://example.com/x',
    'ftp://example.com/x',
    'ssh://-oProxyCommand=x/y',
    '-x@example.com:y',
    'example.com:-x',
    'file://other/x',
    'https://',
    '/a\nb',
  ])('%j is refused', (url) => {
    expect(() => parseRemote(url)).toThrow(
      expect.objectContaining({ type: 'InputRefused', message: expect.stringContaining(JSON.stringify(url)) }),
    );
  });

  test('a password is refused and not repeated', () => {
    const refused = expect.objectContaining({ type: 'InputRefused', message: expect.not.stringContaining('s3cret') });
    for (const user of ['me:s3cret', 'me:a@s3cret', 'ghp_s3cret'])
      expect(() => parseRemote(`https://${user}@example.com/a.git`)).toThrow(refused);
  });
});
