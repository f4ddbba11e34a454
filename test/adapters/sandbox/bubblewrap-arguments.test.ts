import { expect, test } from 'vitest';
import { bubblewrapArguments, type BubblewrapHost } from '../../../src/adapters/sandbox/bubblewrap-arguments.ts';
import type { SandboxCommand } from '../../../src/ports/sandbox.ts';
import { roomyLimits } from './sandbox-for-test.ts';

const host: BubblewrapHost = {
  home: '/home/me',
  systemFolders: [
    { kind: 'link', path: '/bin', target: 'usr/bin' },
    { kind: 'folder', path: '/lib' },
  ],
  etc: {
    shown: ['/etc/ssl/certs'],
    written: [
      { path: '/etc/passwd', content: '' },
      { path: '/etc/hosts', content: '' },
    ],
  },
  passedOn: { env: { HTTPS_PROXY: 'http://p:1' }, files: ['/ca.pem'] },
  exists: () => true,
  descriptors: { seccomp: 5, firstWritten: 6 },
};
const command: SandboxCommand = {
  run: 'x',
  checkout: '/data/checkout',
  mounts: [{ from: '/data/modules', to: '/repo/node_modules' }],
  env: {},
  toolchains: ['/home/me/.cargo/bin'],
  network: 'none',
  limits: roomyLimits,
};

const argumentsOf = (other: Partial<SandboxCommand> = {}, otherHost: Partial<BubblewrapHost> = {}): string =>
  bubblewrapArguments({ ...command, ...other }, { ...host, ...otherHost }).join(' ');

test('the network is shared only when it is open', () => {
  expect(argumentsOf()).not.toContain('--share-net');
  expect(argumentsOf()).not.toMatch(/HTTPS_PROXY|ca\.pem/);
  expect(argumentsOf({ network: 'open' })).toMatch(
    /--share-net .*--ro-bind-try \/ca\.pem \/ca\.pem .*--setenv HTTPS_PROXY http:\/\/p:1/,
  );
});

test('mounts come after the checkout that they lie in, and the root is closed after the last one', () => {
  expect(argumentsOf()).toMatch(
    /--bind \/data\/checkout \/repo --ro-bind \/data\/modules \/repo\/node_modules --remount-ro \/ /,
  );
});

test('a home is read-only unless it is said to be writable', () => {
  expect(argumentsOf({ home: '/data/home' })).toMatch(
    /--ro-bind \/data\/home \/home\/drover .*--tmpfs \/home\/drover\/\.cache/,
  );
  expect(argumentsOf({ home: '/data/home', homeWritable: true })).toMatch(/ --bind \/data\/home \/home\/drover /);
  expect(argumentsOf()).toMatch(/--tmpfs \/home\/drover /);
});

test('every file system in memory has a size', () => {
  const words = argumentsOf().split(' ');
  const sizes = words.flatMap((word, index) => (word === '--tmpfs' ? [words.slice(index - 2, index).join(' ')] : []));
  expect(sizes).toEqual(Array(3).fill(`--size ${roomyLimits.memoryBytes}`));
});

test('written files and the filter are read from their descriptors', () => {
  expect(argumentsOf()).toMatch(/--seccomp 5 .*--file 6 \/etc\/passwd .*--file 7 \/etc\/hosts/);
  expect(argumentsOf({}, { descriptors: { seccomp: undefined, firstWritten: 5 } })).not.toContain('--seccomp');
});

test('a toolchain is bound read-only with its token files hidden, if there are any', () => {
  expect(argumentsOf()).toContain(
    '--ro-bind /home/me/.cargo /home/me/.cargo --ro-bind /dev/null /home/me/.cargo/credentials',
  );
  expect(argumentsOf({}, { exists: () => false })).not.toContain('/dev/null');
});

test('folders beside /usr are made as the host has them', () => {
  expect(argumentsOf()).toMatch(/--symlink usr\/bin \/bin --ro-bind \/lib \/lib/);
});
