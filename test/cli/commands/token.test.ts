import { expect, it } from 'vitest';
import { fileTokens } from '../../../src/api/tokens/file-tokens.ts';
import { token } from '../../../src/cli/commands/token.ts';
import { readConfig } from '../../../src/config.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { ioForTest } from './io-for-test.ts';

it('prints a new token alone on standard output, so that a script can take it', async () => {
  const config = readConfig({ DROVER_DATA: await temporaryFolder() });
  const io = ioForTest();
  expect(await token({ action: 'create', name: 'ann', role: ['approver'] }, io, config)).toBe(0);
  expect(await fileTokens(config.dataFolder).find(io.out())).toEqual({ name: 'ann', roles: ['approver'] });
  expect(io.err()).toContain('shown this once');
  expect(io.err()).not.toContain(io.out());
});

it('lists tokens without their values, and revokes them by name', async () => {
  const config = readConfig({ DROVER_DATA: await temporaryFolder() });
  const empty = ioForTest();
  await token({ action: 'list' }, empty, config);
  expect([empty.out(), empty.err()]).toEqual(['', expect.stringContaining('drover token create --name')]);
  await token({ action: 'create', name: 'ann', role: ['approver', 'operator'] }, ioForTest(), config);
  const listed = ioForTest();
  await token({ action: 'list' }, listed, config);
  expect(listed.out()).toMatch(/^NAME +ROLES +CREATED\nann +operator, approver +20\d\d-\d\d-\d\d \d\d:\d\d$/);
  const json = ioForTest({ json: true });
  await token({ action: 'list' }, json, config);
  expect(JSON.parse(json.out())).toMatchObject([{ name: 'ann', roles: ['operator', 'approver'] }]);
  expect(await token({ action: 'revoke', name: 'ann' }, ioForTest(), config)).toBe(0);
  await expect(token({ action: 'revoke', name: 'ann' }, ioForTest(), config)).rejects.toThrow('drover token list');
});
