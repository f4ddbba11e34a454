import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readRegistries } from '../../../src/adapters/egress/read-registries.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

async function file(text: string, mode = 0o600): Promise<string> {
  const path = join(await temporaryFolder(), 'registries.yaml');
  await writeFile(path, text);
  await chmod(path, mode);
  return path;
}

test('without a file the public registries are allowed, with TLS alone and without credentials', async () => {
  const { hosts, tools } = await readRegistries(undefined, {});
  expect(hosts.map(({ host }) => host)).toEqual(
    expect.arrayContaining([
      'registry.npmjs.org',
      'pypi.org',
      'repo.maven.apache.org',
      'proxy.golang.org',
      'index.crates.io',
    ]),
  );
  expect(hosts.filter((entry) => entry.protocol !== 'https' || entry.private || entry.credentials)).toEqual([]);
  expect(tools).toEqual({});
});

test('a host has its credentials from a variable or a file, read anew each time', async () => {
  const token = join(await temporaryFolder(), 'token');
  await writeFile(token, 'first\n');
  const path = await file(`
hosts:
  - { host: Npm.Acme.example, auth: { bearer: { file: ${token} } }, paths: [/npm/] }
  - { host: 'maven.acme.example:8443', private: true, auth: { basic: { user: ann, password: { env: PASSWORD } } } }
  - { host: x.example, auth: { headers: { X-Api-Key: { env: KEY } } } }
`);
  const { hosts } = await readRegistries(path, { PASSWORD: 'p:w', KEY: 'k' });
  const [npm, maven, x] = hosts;
  expect(npm).toMatchObject({ host: 'npm.acme.example', port: 443, private: false, paths: ['/npm/'] });
  expect(await npm?.credentials?.()).toEqual({ authorization: 'Bearer first' });
  await writeFile(token, 'second\n');
  expect(await npm?.credentials?.()).toEqual({ authorization: 'Bearer second' });
  expect(maven).toMatchObject({ port: 8443, private: true });
  expect(await maven?.credentials?.()).toEqual({ authorization: `Basic ${Buffer.from('ann:p:w').toString('base64')}` });
  expect(await x?.credentials?.()).toEqual({ 'x-api-key': 'k' });
  expect(hosts.map(({ host }) => host)).toContain('pypi.org');
});

test('what tools are pointed at is allowed, too, and the public registries can be left out', async () => {
  const path = await file(`
defaults: false
hosts: [{ host: python.example, private: true }]
npm: { scopes: { '@acme': 'https://npm.example/' } }
python: { index: 'https://python.example/simple' }
maven: { mirror: 'http://maven.example:8081/' }
cargo: { registries: { acme: 'sparse+https://cargo.example/index/' } }
`);
  const { hosts, tools } = await readRegistries(path, {});
  expect(hosts.map(({ protocol, host, port }) => `${protocol} ${host}:${port}`)).toEqual([
    'https python.example:443',
    'https npm.example:443',
    'http maven.example:8081',
    'https cargo.example:443',
  ]);
  expect(hosts.find(({ host }) => host === 'python.example')?.private).toBe(true);
  expect(tools.npm?.scopes).toEqual({ '@acme': 'https://npm.example/' });
});

test.each([
  ['hosts: [{ host: 10.0.0.1 }]', 'hosts[0].host', 'write a name'],
  ['hosts: [{ host: https://x.example }]', 'hosts[0].host', 'write a name such as'],
  ['hosts: [{ host: x.example, auth: {} }]', 'hosts[0].auth', 'name bearer, basic or headers'],
  ['hosts: [{ host: x.example, auth: { bearer: abc } }]', 'hosts[0].auth.bearer', 'fields and their values'],
  [
    'hosts: [{ host: x.example, auth: { bearer: { env: A, file: /b } } }]',
    'hosts[0].auth.bearer',
    '{ env: NAME } or { file: /path }',
  ],
  ['hosts: [{ host: x.example, auth: { bearer: { env: MISSING } } }]', 'hosts[0].auth.bearer', 'the variable MISSING'],
  ['hosts: [{ host: x.example, auth: { bearer: { file: /no/such } } }]', 'hosts[0].auth.bearer', 'ENOENT'],
  ['hosts: [{ host: x.example, auth: { bearer: { env: TWO_LINES } } }]', 'hosts[0].auth.bearer', 'line breaks'],
  ['hosts: [{ host: x.example, ca: /no/such }]', 'hosts[0].ca', '/no/such'],
  ["npm: { registry: 'https://ann:secret@x.example/' }", 'npm.registry', 'it holds credentials'],
  ["npm: { scopes: { acme: 'https://x.example/' } }", 'npm.scopes', 'write a scope'],
  ["cargo: { registries: { acme: 'https://x.example/' } }", 'cargo.registries.acme', 'sparse+https'],
  ['hots: []', 'hots', 'no such field'],
  ['hosts: [', 'registries.yaml', 'neither YAML nor JSON'],
])('refuses %s, and names field and way out', async (text, field, wayOut) => {
  const reading = readRegistries(await file(text), { TWO_LINES: 'a\nb' });
  await expect(reading).rejects.toMatchObject({ type: 'InputRefused', message: expect.stringContaining(field) });
  await expect(reading).rejects.toThrow(wayOut);
});

test('a file that others can read is refused, and so is one that is not there', async () => {
  await expect(readRegistries(await file('', 0o644), {})).rejects.toThrow('chmod 600');
  await expect(readRegistries('/no/such.yaml', {})).rejects.toThrow('DROVER_REGISTRIES is "/no/such.yaml"');
});
