import { afterEach, expect, test, vi } from 'vitest';
import { npmEnvironment } from '../../../src/dev/demo/npm-environment.ts';

afterEach(() => vi.unstubAllEnvs());

test("the user's registry and certificates are handed on, but no address with credentials in it", async () => {
  vi.stubEnv('npm_config_registry', 'http://127.0.0.1:4873/');
  vi.stubEnv('npm_config_cafile', '/etc/ssl/own.pem');
  vi.stubEnv('npm_config_https_proxy', 'http://user:secret@proxy.example:3128/');
  vi.stubEnv('npm_config_proxy', 'http://token@proxy.example:3128/');

  expect(await npmEnvironment()).toEqual({
    npm_config_registry: 'http://127.0.0.1:4873/',
    npm_config_cafile: '/etc/ssl/own.pem',
  });
});
