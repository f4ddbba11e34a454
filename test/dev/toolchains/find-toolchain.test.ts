import { mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { expect, it } from 'vitest';
import { findToolchain } from '../../../src/dev/toolchains/find-toolchain.ts';
import { executable } from '../../support/executable.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

it("finds this machine's Node, whether it lies in /usr or not", async () => {
  const found = await findToolchain('node', { env: process.env, folder: '.' });
  expect(found).toMatchObject({ name: 'node', version: process.versions.node, folder: dirname(process.execPath) });
});

it('looks through a shim for the real program', async () => {
  const folder = await temporaryFolder();
  const real = join(folder, 'versions/20/bin');
  await mkdir(real, { recursive: true });
  await mkdir(join(folder, 'shims'));
  await symlink(process.execPath, join(real, 'node'));
  await executable(join(folder, 'shims'), 'node', `exec ${join(real, 'node')} "$@"`);
  const found = await findToolchain('node', { env: { PATH: join(folder, 'shims') }, folder });
  expect(found?.folder).toBe(dirname(process.execPath));
});

it('takes the interpreter below a virtual environment', async () => {
  const folder = await temporaryFolder();
  await execa('python3', ['-m', 'venv', '--without-pip', join(folder, 'venv')]);
  const inside = await findToolchain('python', {
    env: { ...process.env, PATH: `${join(folder, 'venv/bin')}:${process.env['PATH']}` },
    folder,
  });
  expect(inside).toEqual(await findToolchain('python', { env: process.env, folder }));
  expect(inside?.folder.startsWith(folder)).toBe(false);
});

it('needs no path for what a sandboxed command finds by itself, and one for what lies elsewhere', async () => {
  const folder = await temporaryFolder();
  const elsewhere = join(folder, 'go');
  await mkdir(join(elsewhere, 'bin'), { recursive: true });
  await executable(join(elsewhere, 'bin'), 'go', `echo ${elsewhere}; echo go1.24.1`);
  await symlink(join(elsewhere, 'bin'), join(folder, 'current'));
  const go = await findToolchain('go', { env: { PATH: `${join(folder, 'current')}:/usr/bin:/bin` }, folder });
  expect(go).toEqual({ name: 'go', version: '1.24.1', folder: join(elsewhere, 'bin'), needsPath: true });
  const maven = join(folder, 'bin');
  await mkdir(maven);
  await executable(maven, 'mvn', 'echo Apache Maven 3.9.9');
  expect(await findToolchain('maven', { env: { PATH: `${maven}:/usr/bin:/bin` }, folder })).toMatchObject({
    version: '3.9.9',
    folder: maven,
    needsPath: true,
  });
});

it('finds nothing where nothing is, or where what is there does not answer', async () => {
  const folder = await temporaryFolder();
  expect(await findToolchain('go', { env: { PATH: folder }, folder })).toBeUndefined();
  await executable(folder, 'go', 'echo "no version is set" >&2; exit 1');
  expect(await findToolchain('go', { env: { PATH: folder }, folder })).toBeUndefined();
});
