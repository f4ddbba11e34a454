import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';

describe('the worker’s part of the configuration', () => {
  it('is all roles, many model calls and some commands by default', () => {
    const { roles, modelConcurrency, sandboxConcurrency } = readConfig({ DROVER_ROLES: '' }).worker;
    expect(roles).toEqual(['workflows', 'model', 'sandbox']);
    expect(modelConcurrency).toBeGreaterThanOrEqual(100);
    expect(sandboxConcurrency).toBeGreaterThanOrEqual(2);
  });

  it('takes roles in any order, with blanks, once each', () => {
    expect(readConfig({ DROVER_ROLES: ' sandbox, model,,sandbox' }).worker.roles).toEqual(['model', 'sandbox']);
  });

  it('takes how much of what runs at once', () => {
    const env = { DROVER_MODEL_CONCURRENCY: '500', DROVER_SANDBOX_CONCURRENCY: '1' };
    expect(readConfig(env).worker).toMatchObject({ modelConcurrency: 500, sandboxConcurrency: 1 });
  });

  it.each([
    ['DROVER_ROLES', 'model,api'],
    ['DROVER_MODEL_CONCURRENCY', '0'],
    ['DROVER_MODEL_CONCURRENCY', 'many'],
    ['DROVER_SANDBOX_CONCURRENCY', '1.5'],
  ])('refuses %s=%s, and names the variable and its value', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(`${name} is "${value}"`);
  });
});

describe('the API’s part of the configuration', () => {
  it('listens on this machine alone, takes no paths of it, and hears signals, by default', () => {
    expect(readConfig({}).api).toMatchObject({
      host: '127.0.0.1',
      port: 7400,
      localRepositories: false,
      approveSignals: true,
      temporalUi: undefined,
    });
  });

  it('takes what the operator says', () => {
    const env = {
      DROVER_API_HOST: '0.0.0.0',
      DROVER_API_PORT: '0',
      DROVER_LOCAL_REPOSITORIES: 'allow',
      DROVER_APPROVE_SIGNALS: 'off',
      DROVER_TEMPORAL_UI: 'http://localhost:8233',
    };
    expect(readConfig(env).api).toMatchObject({
      host: '0.0.0.0',
      port: 0,
      localRepositories: true,
      approveSignals: false,
      temporalUi: 'http://localhost:8233',
    });
  });

  it.each([
    ['DROVER_API_PORT', '70000'],
    ['DROVER_API_PORT', 'http'],
    ['DROVER_LOCAL_REPOSITORIES', 'yes'],
    ['DROVER_APPROVE_SIGNALS', 'true'],
    ['DROVER_TEMPORAL_UI', 'localhost:8233'],
  ])('refuses %s=%s, and names the variable and its value', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(`${name} is "${value}"`);
  });
});
