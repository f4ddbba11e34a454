import { expect, test } from 'vitest';
import { toolchainFolder } from '../../../src/adapters/sandbox/toolchain-folders.ts';

test.each([
  ['/home/me/.nvm/versions/node/v20/bin', '/home/me/.nvm/versions/node/v20'],
  ['/opt/go/bin/', '/opt/go'],
  ['/home/me/.pyenv/versions/3.12.1/bin', '/home/me/.pyenv/versions/3.12.1'],
])('%s is shown with its parent', (bin, folder) => {
  expect(toolchainFolder(bin, '/home/me')?.folder).toBe(folder);
});

test.each(['/home/me/bin', '/home/bin', '/bin2', '/home/me/.local/bin'])(
  'of %s only the folder itself is shown',
  (bin) => {
    expect(toolchainFolder(bin, '/home/me')).toEqual({ folder: bin, hidden: [] });
  },
);

test.each(['/usr/bin', '/usr/local/go/bin', '/opt/../usr/bin'])('%s is seen anyway', (bin) => {
  expect(toolchainFolder(bin, '/home/me')).toBeUndefined();
});

test('files that may hold tokens are hidden', () => {
  expect(toolchainFolder('/home/me/.cargo/bin', '/home/me')?.hidden).toContain('/home/me/.cargo/credentials.toml');
});
