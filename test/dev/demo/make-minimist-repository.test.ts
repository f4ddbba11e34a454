import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { makeMinimistRepository } from '../../../src/dev/demo/make-minimist-repository.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const silent = () => undefined;

afterEach(() => vi.unstubAllEnvs());

describe('the minimist repository', () => {
  test('has the same one commit on main whatever the settings of the user are', async () => {
    const home = await temporaryFolder();
    await writeFile(
      join(home, '.gitconfig'),
      '[user]\nname = Somebody\nemail = s@example.org\n[core]\nautocrlf = true\n[commit]\ngpgSign = true\n',
    );
    vi.stubEnv('HOME', home);
    vi.stubEnv('GIT_DIR', join(home, 'elsewhere'));
    vi.stubEnv('GIT_AUTHOR_NAME', 'Somebody');
    const folder = join(await temporaryFolder(), 'minimist');
    const lines: string[] = [];

    const made = await makeMinimistRepository(folder, (line) => lines.push(line));

    vi.unstubAllEnvs();
    expect(made).toEqual({ folder, head: '451b569e328f98274f1b54033b3dd8760b3bb183' });
    expect(lines).toHaveLength(2);
    const git = async (...args: string[]) => (await execa('git', ['-C', folder, ...args])).stdout;
    expect(await git('rev-list', '--all')).toBe(made.head);
    expect(await git('symbolic-ref', 'HEAD')).toBe('refs/heads/main');
    expect(await git('status', '--porcelain')).toBe('');
    expect((await git('ls-files', 'test')).split('\n')).toHaveLength(15);
  });

  test('is not made in a folder that is in use', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'mine.txt'), 'mine');

    await expect(makeMinimistRepository(folder, silent)).rejects.toThrow(`The folder ${folder} is not empty.`);
    expect(await readdir(folder)).toEqual(['mine.txt']);
  });

  test('says how to name a registry when npm reaches none', async () => {
    vi.stubEnv('npm_config_registry', 'http://127.0.0.1:1/');
    vi.stubEnv('npm_config_cache', await temporaryFolder());

    const made = makeMinimistRepository(await temporaryFolder(), silent);

    await expect(made).rejects.toThrow(/could not get minimist@1\.2\.8 .*ECONNREFUSED.*npm config set registry/);
  });

  test('is not made of other bytes than the published ones, even when the registry vouches for them', async () => {
    vi.stubEnv('npm_config_registry', await registryWithOtherBytes());
    vi.stubEnv('npm_config_cache', await temporaryFolder());
    const folder = await temporaryFolder();

    await expect(makeMinimistRepository(folder, silent)).rejects.toThrow(
      /served another minimist@1\.2\.8 than the published one/,
    );
    expect(await readdir(folder)).toEqual([]);
  });
});

/** A registry on a free port that serves a package of its own under minimist's name; returns its address. */
async function registryWithOtherBytes(): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'minimist', version: '1.2.8' }));
  const { stdout: tarball } = await execa('tar', ['-cz', '--transform', 's,^,package/,', '-f', '-', 'package.json'], {
    cwd: folder,
    encoding: 'buffer',
  });
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  const server = createServer((request, response) => {
    if (request.url === '/minimist') {
      const dist = { tarball: `http://${request.headers.host}/minimist/-/minimist-1.2.8.tgz`, integrity };
      const version = { name: 'minimist', version: '1.2.8', dist };
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({ name: 'minimist', 'dist-tags': { latest: '1.2.8' }, versions: { '1.2.8': version } }),
      );
    } else response.end(tarball);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
