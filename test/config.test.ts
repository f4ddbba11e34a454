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
