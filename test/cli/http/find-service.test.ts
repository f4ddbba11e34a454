import { describe, expect, test } from 'vitest';
import { findService, needService } from '../../../src/cli/http/find-service.ts';
import { readConfig } from '../../../src/config.ts';
import { writeDiscovery } from '../../../src/dev/stack/discovery.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const stack = { api: 'http://127.0.0.1:1', ui: '', temporal: '127.0.0.1:3', namespace: 'default', by: 'dev' as const };

async function config(env: Record<string, string> = {}) {
  return readConfig({ DROVER_DATA: await temporaryFolder(), ...env });
}

describe('findService', () => {
  test('takes --api before DROVER_API, and that before the stack of the data folder; the token goes to those that are named', async () => {
    const all = await config({ DROVER_API: 'https://drover.example/base/', DROVER_TOKEN: 'secret' });
    await writeDiscovery(all.dataFolder, stack);
    expect(await findService(all, { api: 'http://localhost:7400', demo: true })).toEqual({
      url: 'http://localhost:7400',
      from: '--api',
      token: 'secret',
    });
    expect(await findService(all, { demo: true })).toEqual({
      url: 'https://drover.example/base',
      from: 'DROVER_API',
      token: 'secret',
    });
    const found = await findService({ ...all, service: { api: undefined, token: 'secret' } }, { demo: true });
    expect(found).toMatchObject({ url: stack.api, from: expect.stringContaining(`${process.pid}`) });
    expect(found).not.toHaveProperty('token');
  });

  test('says how to get a service when there is none', async () => {
    await expect(needService(await config(), { demo: true })).rejects.toMatchObject({
      type: 'InputRefused',
      message: expect.stringMatching(/drover dev.*DROVER_API/),
    });
  });

  test.each([['localhost:7400'], ['ftp://x'], ['nonsense']])(
    'refuses the address %s by name and value',
    async (api) => {
      await expect(findService(await config(), { api, demo: true })).rejects.toThrow(`--api is "${api}"`);
      await expect(findService(await config({ DROVER_API: api }), { demo: true })).rejects.toThrow('DROVER_API is');
    },
  );

  test('refuses a password in an address, and does not repeat it', async () => {
    const refused = findService(await config({ DROVER_API: 'http://ann:pw-1@localhost:1' }), { demo: true });
    await expect(refused).rejects.toThrow('DROVER_TOKEN');
    await expect(refused).rejects.not.toThrow('pw-1');
  });
});
