import { expect, test } from 'vitest';
import { passedOn } from '../../../src/adapters/sandbox/passed-on.ts';

test('passes on certificates and proxies, and nothing else', () => {
  const hostEnv = {
    SSL_CERT_FILE: '/ca.pem',
    SSL_CERT_DIR: '/certs:/more',
    https_proxy: 'http://p:1',
    NO_PROXY: 'localhost',
    PATH: '/x',
    OPENAI_API_KEY: 'k',
    PIP_CERT: '',
  };
  expect(passedOn(hostEnv)).toEqual({
    env: { SSL_CERT_FILE: '/ca.pem', SSL_CERT_DIR: '/certs:/more', https_proxy: 'http://p:1', NO_PROXY: 'localhost' },
    files: ['/ca.pem', '/certs', '/more'],
  });
});

test.each(['http://me:secret@p:1', 'me:secret@p:1', 'http://token@p'])(
  'a proxy with credentials (%s) stays outside',
  (value) => {
    expect(passedOn({ HTTPS_PROXY: value }).env).toEqual({});
  },
);

test.each(['/', 'relative', ''])('%j is not shown as a certificate', (value) => {
  expect(passedOn({ SSL_CERT_DIR: value }).files).toEqual([]);
});
