import { describe, expect, it } from 'vitest';
import { checkFlock, checkGit, checkNode } from '../../../src/dev/doctor/check-programs.ts';
import { executable } from '../../support/executable.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('the checks of programs', () => {
  it('are content with what runs these tests', async () => {
    expect(checkNode(process.versions.node).state).toBe('ok');
    expect((await checkGit(process.env)).state).toBe('ok');
    expect(await checkFlock(process.env)).toMatchObject({ state: 'ok', says: expect.stringContaining('util-linux') });
  });

  it.each([
    ['20.2.9', 'failed'],
    ['18.20.0', 'failed'],
    ['20.3.0', 'ok'],
    ['22.0.0', 'ok'],
  ])('judge Node %s as %s', (version, state) => {
    expect(checkNode(version).state).toBe(state);
  });

  it.each([
    ['git version 2.37.9', 'failed', 'too old'],
    ['git version 2.38.0.windows.1', 'ok', '2.38.0'],
    ['git version 3.0', 'ok', '3.0'],
  ])('judge %j as %s', async (output, state, said) => {
    const folder = await temporaryFolder();
    await executable(folder, 'git', `echo "${output}"`);
    expect(await checkGit({ PATH: folder })).toMatchObject({ state, says: expect.stringContaining(said) });
  });

  it('miss what is not there, and a flock that is not the one', async () => {
    const folder = await temporaryFolder();
    expect(await checkGit({ PATH: folder })).toMatchObject({ state: 'failed', says: 'There is none on PATH.' });
    expect((await checkFlock({ PATH: folder })).state).toBe('warning');
    await executable(folder, 'flock', 'echo "BusyBox v1.36"; exit 1');
    expect((await checkFlock({ PATH: folder })).state).toBe('warning');
  });
});
