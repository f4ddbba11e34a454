import { expect, it } from 'vitest';
import { doctor } from '../../../src/cli/commands/doctor.ts';
import { readConfig } from '../../../src/config.ts';
import { rehearsalForTest } from '../../support/rehearsal-for-test.ts';
import { executable } from '../../support/executable.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { ioForTest } from './io-for-test.ts';

/** This machine with a data folder, a temporal program and a model of the test's own. */
async function machine(env: Record<string, string> = {}) {
  const folder = await temporaryFolder();
  const temporal = await executable(folder, 'temporal', 'true');
  const provider = await rehearsalForTest({ brain: () => ({ calls: [] }) });
  const model = { OPENAI_API_KEY: 'key', OPENAI_BASE_URL: provider.baseUrl };
  return readConfig({ ...process.env, DROVER_DATA: folder, TEMPORAL_CLI_PATH: temporal, ...model, ...env });
}

it('tells a line for each thing, and ends well where nothing is missing', async () => {
  const io = ioForTest();
  expect(await doctor({}, io, await machine())).toBe(0);
  for (const name of ['Node', 'git', 'data folder', 'sandbox', 'Temporal', 'model', 'custom tools'])
    expect(io.out()).toMatch(new RegExp(`^✓ ${name} `, 'm'));
  expect(io.out()).toMatch(/All that is needed is here\.$/);
  expect(io.err()).toContain('--no-model');
  expect(io.out()).not.toContain('\u001B');
});

it('asks no model with --no-model, and then needs no key', async () => {
  const io = ioForTest();
  expect(await doctor({ model: false }, io, await machine({ OPENAI_API_KEY: '' }))).toBe(0);
  expect(io.out()).toContain('· model         not asked');
  expect(io.err()).toBe('');
});

it('ends with 1 and the names of what is missing, also as JSON', async () => {
  const config = await machine({ OPENAI_API_KEY: '' });
  const io = ioForTest();
  expect(await doctor({}, io, config)).toBe(1);
  expect(io.out()).toMatch(/^✗ model .*\n +→ Set it/m);
  expect(io.out()).toMatch(/Not ready: model\.$/);
  const json = ioForTest({ json: true });
  expect(await doctor({}, json, config)).toBe(1);
  const { ok, checks } = JSON.parse(json.out()) as { ok: boolean; checks: { name: string; state: string }[] };
  expect(ok).toBe(false);
  expect(checks.filter(({ state }) => state === 'failed').map(({ name }) => name)).toEqual(['model']);
});
