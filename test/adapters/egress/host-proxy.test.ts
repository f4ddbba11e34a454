import { expect, test } from 'vitest';
import { hostProxy } from '../../../src/adapters/egress/host-proxy.ts';

const target = { protocol: 'https', host: 'npm.acme.test', port: 443 } as const;

test('the variables of either case are read, by protocol, with ALL_PROXY behind them', () => {
  expect(hostProxy({ HTTPS_PROXY: 'http://proxy:3128' }, target)).toEqual({
    protocol: 'http:',
    host: 'proxy',
    port: 3128,
    authorization: undefined,
  });
  expect(hostProxy({ http_proxy: 'http://proxy' }, target)).toBeUndefined();
  expect(hostProxy({ http_proxy: 'proxy:8080' }, { ...target, protocol: 'http' })).toMatchObject({ port: 8080 });
  expect(hostProxy({ all_proxy: 'https://proxy' }, target)).toMatchObject({ protocol: 'https:', port: 443 });
  expect(hostProxy({}, target)).toBeUndefined();
});

test('credentials of the proxy are decoded and sent as Basic', () => {
  const { authorization } = hostProxy({ https_proxy: 'http://ann:a%40b@proxy:1' }, target) ?? {};
  expect(authorization).toBe(`Basic ${Buffer.from('ann:a@b').toString('base64')}`);
});

test.each(['*', 'npm.acme.test', '.acme.test', '*.acme.test', 'acme.test', 'other, ACME.test', 'acme.test:443'])(
  'NO_PROXY=%s leaves it out',
  (NO_PROXY) => {
    expect(hostProxy({ https_proxy: 'http://proxy', NO_PROXY }, target)).toBeUndefined();
  },
);

test.each(['', 'cme.test', 'acme.test:8443', 'npm.acme', 'x.npm.acme.test'])('NO_PROXY=%s does not', (NO_PROXY) => {
  expect(hostProxy({ https_proxy: 'http://proxy', NO_PROXY }, target)).toBeDefined();
});
