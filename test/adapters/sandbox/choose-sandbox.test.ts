import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chooseSandbox } from '../../../src/adapters/sandbox/choose-sandbox.ts';
import { findBubblewrap } from '../../../src/adapters/sandbox/find-bubblewrap.ts';
import { executable } from '../../support/executable.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const failpoint = (): void => undefined;

test('takes bubblewrap after it has been probed', async () => {
  const { sandbox, containment } = await chooseSandbox('auto', {
    failpoint,
    hostEnv: { PATH: process.env['PATH'] },
    checkouts: await temporaryFolder(),
  });
  expect(sandbox.name).toBe('bubblewrap');
  expect(containment.holds).toBe(true);
});

test.each(['auto', 'bubblewrap'] as const)(
  '%s without bubblewrap says what to install, and never runs unprotected',
  async (wanted) => {
    const folder = await temporaryFolder();
    await expect(
      chooseSandbox(wanted, { failpoint, hostEnv: { PATH: folder }, checkouts: await temporaryFolder() }),
    ).rejects.toMatchObject({
      type: 'Broken',
      message: expect.stringContaining('apt-get install bubblewrap'),
    });
  },
);

test('refuses a bubblewrap that contains nothing', async () => {
  const folder = await temporaryFolder();
  // Takes the options from their descriptor, and runs the command without any of them in the checkout's folder.
  await executable(
    folder,
    'bwrap',
    `options=$(tr '\\0' '\\n' <&4)\ncheckout=$(echo "$options" | grep -B1 -x /repo | head -n 1)\nPATH=/usr/bin:/bin:${join(process.execPath, '..')}\nexport PATH\ncd "$checkout" && shift 3 && exec "$@"`,
  );
  await expect(
    chooseSandbox('auto', { failpoint, hostEnv: { PATH: `${folder}:/usr/bin` }, checkouts: await temporaryFolder() }),
  ).rejects.toMatchObject({
    type: 'Broken',
    message: expect.stringMatching(/does not hold[^]*BROKEN: the host's files can't be read \(read it\)/),
  });
});

test('refuses a bubblewrap that does not start', async () => {
  const folder = await temporaryFolder();
  await executable(folder, 'bwrap', 'echo "No permissions to create a new namespace" >&2; exit 1');
  await expect(
    chooseSandbox('auto', { failpoint, hostEnv: { PATH: folder }, checkouts: await temporaryFolder() }),
  ).rejects.toMatchObject({
    type: 'Broken',
    message: expect.stringContaining('No permissions to create a new namespace'),
  });
});

test('runs unprotected only when that is said by name', async () => {
  const { sandbox, containment } = await chooseSandbox('unsafe-process', {
    failpoint,
    hostEnv: {},
    checkouts: await temporaryFolder(),
  });
  expect(sandbox.name).toBe('unsafe-process');
  expect(containment.holds).toBe(false);
});

test('bubblewrap is found on PATH, in absolute folders alone, and only when it can be executed', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'bin'));
  const program = await executable(join(folder, 'bin'), 'bwrap', 'true');
  expect(findBubblewrap(`.:relative:/no/such:${folder}/bin`)).toBe(program);
  expect(findBubblewrap('.:relative')).toBeUndefined();
});
