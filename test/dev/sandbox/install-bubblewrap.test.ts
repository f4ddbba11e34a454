import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { installBubblewrap, type InstallBubblewrapOptions } from '../../../src/dev/sandbox/install-bubblewrap.ts';
import { executable } from '../../support/executable.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let bin: string;
let options: InstallBubblewrapOptions;
let lines: string[];

// The PATH holds the test's own programs alone, so that nothing of this machine is found or changed.
beforeEach(async () => {
  bin = await temporaryFolder();
  lines = [];
  options = { env: { PATH: bin }, platform: 'linux', root: true, log: (line) => lines.push(line) };
});

/** A stand-in for a package manager, which notes how it was called and installs at its last call. */
const managerThatInstalls = () =>
  `echo "$(/usr/bin/basename "$0") $*" >> ${bin}/calls
   case "$*" in *bubblewrap*) printf '#!/bin/sh\\n' > ${bin}/bwrap; /bin/chmod +x ${bin}/bwrap;; esac`;

test('a bwrap that is there is taken as it is', async () => {
  const path = await executable(bin, 'bwrap', 'true');
  await executable(bin, 'apt-get', managerThatInstalls());
  expect(await installBubblewrap(options)).toBe(path);
  expect(lines).toEqual([]);
});

test('a missing one is installed by root, after the lists are brought up to date, and it says so', async () => {
  await executable(bin, 'apt-get', managerThatInstalls());
  expect(await installBubblewrap(options)).toBe(join(bin, 'bwrap'));
  expect((await readFile(join(bin, 'calls'), 'utf8')).trim().split('\n')).toEqual([
    'apt-get update',
    'apt-get install --yes --no-install-recommends bubblewrap',
  ]);
  expect(lines[0]).toContain('installing it with apt-get');
});

test('others use sudo where it asks for no password', async () => {
  await executable(bin, 'apk', managerThatInstalls());
  await executable(bin, 'sudo', `[ "$1" = -n ] || exit 1; shift; [ "$1" = true ] || exec "$@"`);
  expect(await installBubblewrap({ ...options, root: false })).toBe(join(bin, 'bwrap'));
});

test('where sudo asks for a password nothing is installed and the failure has the command to type', async () => {
  await executable(bin, 'apt-get', managerThatInstalls());
  await executable(bin, 'sudo', 'exit 1');
  await expect(installBubblewrap({ ...options, root: false })).rejects.toMatchObject({
    type: 'InputRefused',
    message: expect.stringContaining(
      'sudo apt-get update && sudo apt-get install --yes --no-install-recommends bubblewrap',
    ),
  });
  await expect(access(join(bin, 'calls'))).rejects.toThrow('ENOENT');
});

test('a package manager that fails is named with its last lines', async () => {
  await executable(bin, 'dnf', 'echo "Unable to find a match" >&2; exit 1');
  await expect(installBubblewrap(options)).rejects.toThrow(
    /dnf install --assumeyes bubblewrap failed: Unable to find a match/,
  );
});

test('a system without bubblewrap is refused by name', async () => {
  await expect(installBubblewrap({ ...options, platform: 'darwin' })).rejects.toThrow(/Linux alone; this is darwin/);
});
