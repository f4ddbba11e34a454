import { expect, it } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { checkSandbox } from '../../../src/dev/doctor/check-sandbox.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

it('really tries to break out', async () => {
  expect(await checkSandbox(readConfig(process.env))).toMatchObject({
    state: 'ok',
    says: expect.stringMatching(/^bubblewrap holds: \d\d ways out tried/),
  });
});

it('says how to get a sandbox, and what the lack of one means', async () => {
  const folder = await temporaryFolder();
  const missing = await checkSandbox(readConfig({ PATH: folder, HOME: folder }));
  expect(missing).toMatchObject({ state: 'failed', says: expect.stringContaining('apt-get install bubblewrap') });
  const unsafe = await checkSandbox(readConfig({ ...process.env, DROVER_SANDBOX: 'unsafe-process' }));
  expect(unsafe).toMatchObject({ state: 'warning', says: expect.stringContaining('contains nothing') });
});
