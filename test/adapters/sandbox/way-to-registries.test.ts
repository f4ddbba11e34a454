import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { makeOwnedFolder } from '../../../src/adapters/owned-folder.ts';
import { createEgress } from '../../../src/adapters/egress/egress.ts';
import type { Registries } from '../../../src/adapters/egress/registry.ts';
import { bubblewrapSandbox } from '../../../src/adapters/sandbox/bubblewrap-sandbox.ts';
import { findBubblewrap } from '../../../src/adapters/sandbox/find-bubblewrap.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testCertificates, upstreamForTest } from '../egress/upstream-for-test.ts';
import { sandboxForTest } from './sandbox-for-test.ts';

const secret = 'Bearer 7h3-s3cret-0f-7h3-0per4t0r';

/** A sandbox whose operator has a private registry at registry.test, which wants credentials, and a public one at other.test. */
async function sandboxWithRegistry(tools: Registries['tools'] = {}) {
  const upstream = await upstreamForTest((request, response) => {
    const isAllowed = request.headers.authorization === secret || request.url === '/public';
    response.writeHead(isAllowed ? 200 : 401).end(isAllowed ? `package of ${request.url}\n` : 'who are you?\n');
  });
  const { authority } = await testCertificates('registries');
  const own = { port: upstream.port, protocol: 'https', private: true, ca: authority } as const;
  const folder = await temporaryFolder();
  const hosts = [
    { ...own, host: 'registry.test', credentials: () => Promise.resolve({ authorization: secret }) },
    { ...own, host: 'other.test' },
  ];
  const egress = createEgress({
    registries: { hosts, tools },
    hostEnv: {},
    folder,
    resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
  });
  const bwrap = findBubblewrap(process.env['PATH']) ?? 'bwrap is missing';
  const sandbox = bubblewrapSandbox({ bwrap, failpoint: () => undefined, hostEnv: { HOME: '/root' }, egress });
  const { run } = await sandboxForTest({ sandbox });
  return {
    upstream,
    folder,
    url: (host: string) => `https://${host}:${upstream.port}`,
    run: (line: string, other: Parameters<typeof run>[1] = {}, signal?: AbortSignal) =>
      run(line, { network: 'registries', ...other }, signal),
  };
}

test('a private registry and a public one are reached, and what is refused is said at the end', async () => {
  const { run, url } = await sandboxWithRegistry();
  const { exitCode, out, err } = await run(
    `curl -sS ${url('registry.test')}/private && curl -sS ${url('other.test')}/public && curl -sS https://example.com`,
  );
  expect(out).toBe('package of /private\npackage of /public\n');
  expect(exitCode).not.toBe(0);
  expect(err).toMatch(
    /\ndrover: refused example\.com:443: it is not an allowed registry; [^\n]*DROVER_REGISTRIES[^\n]*\n$/,
  );
});

test('the secret is nowhere inside: in no variable, file or process', async () => {
  const { run, url, upstream } = await sandboxWithRegistry();
  const { out, exitCode } = await run(
    `curl -sS -H 'Authorization: Bearer mine' -H 'X-Mine: 1' ${url('registry.test')}/private > got; cat got;
     env | grep -c 's3cret-0f';
     cat /proc/*/environ /proc/*/cmdline 2>/dev/null | tr '\\0' '\\n' | grep -v grep | grep -c '7h3-s3cre[t]-0f';
     grep -rlE '7h3-s3cre[t]-0f|PRIVATE KE[Y]' /run/drover /repo /home /tmp /etc 2>/dev/null | grep -v '/run/drover/node'; true`,
  );
  expect(exitCode).toBe(0);
  expect(out).toBe('package of /private\n0\n0\n');
  expect(upstream.requests[0]?.headers).toMatchObject({ authorization: secret, 'x-mine': '1' });
});

test('there is no other way out: no address, no name, no loopback of the host, no other port of the proxy', async () => {
  const { run, upstream } = await sandboxWithRegistry();
  const { out } = await run(
    `for to in 127.0.0.1:${upstream.port} 1.1.1.1:443; do curl --noproxy '*' -sS -m 3 https://$to && echo reached; done;
     curl -sS -k https://127.0.0.1:${upstream.port}/public --noproxy x && echo reached; getent hosts pypi.org && echo resolved;
     ls /sys/class/net 2>/dev/null; grep -vc lo: /proc/net/dev; true`,
  );
  expect(out).toBe('2\n');
  expect(upstream.requests).toEqual([]);
});

test('the folder of a command goes with it, also when it is aborted in the midst of a download', async () => {
  const { run, folder, url, upstream } = await sandboxWithRegistry();
  upstream.server.removeAllListeners('request');
  let ended = false;
  upstream.server.on('request', (request, response) => {
    request.socket.on('close', () => (ended = true));
    response.write('begun');
  });
  const controller = new AbortController();
  const running = run(`curl -sS ${url('other.test')}/public > got`, {}, controller.signal);
  const outcome = expect(running).rejects.toThrow('no longer wanted');
  await once(upstream.server, 'request');
  expect(await readdir(folder)).toHaveLength(1);
  controller.abort(new Error('no longer wanted'));
  await outcome;
  await vi.waitFor(() => expect(ended).toBe(true));
  expect(await readdir(folder)).toEqual([]);
});

test('what a killed process has left is swept by the next command of another', async () => {
  const { run, folder } = await sandboxWithRegistry();
  const own = await makeOwnedFolder(folder);
  const ended = spawnSync('true').pid;
  const left = own.replace(`-${process.pid}-`, `-${ended}-`);
  await rename(own, left);
  await writeFile(join(left, 'socket'), '');
  expect(await run('true')).toMatchObject({ exitCode: 0 });
  expect(await readdir(folder)).toEqual([]);
});

test('the forwarder needs nothing of the command’s variables and is no child of its shell', async () => {
  const { run, url } = await sandboxWithRegistry();
  const env = { NODE_OPTIONS: '--require /repo/no-such.js', LD_PRELOAD: '', MAVEN_OPTS: '-Xmx1g' };
  const { out, exitCode } = await run(`wait; curl -sS ${url('other.test')}/public; echo "$MAVEN_OPTS"`, { env });
  expect(exitCode).toBe(0);
  expect(out).toMatch(/^package of \/public\n-Dmaven\.conf=.* -Xmx1g\n$/);
});

test('a command that kills the forwarder has no way out left', async () => {
  const { run, url } = await sandboxWithRegistry();
  const { out } = await run(
    `for p in /proc/[0-9]*; do [ "$(readlink $p/exe)" = /run/drover/node ] && kill -9 $(basename $p) && echo killed; done; curl -sS ${url('other.test')}/public; echo $?`,
  );
  expect(out).toBe('killed\n7\n');
});

test('tools are pointed at the operator’s registries', async () => {
  const { run } = await sandboxWithRegistry({
    npm: { registry: 'https://npm.test/', scopes: { '@acme': 'https://npm.test/acme/' } },
    python: { index: 'https://python.test/simple', extra: [] },
    maven: { mirror: 'https://maven.test/?a=1&b' },
    go: { proxy: 'https://go.test', private: ['acme.test/*'] },
    cargo: { registries: { 'acme-x': 'sparse+https://cargo.test/' } },
  });
  const { out } = await run(
    'npm config get @acme:registry; npm config get registry; echo $PIP_INDEX_URL $GOPROXY $GONOSUMDB $CARGO_REGISTRIES_ACME_X_INDEX; cat /run/drover/maven/settings.xml',
    { toolchains: [dirname(process.execPath)] },
  );
  expect(out).toContain('https://npm.test/acme/\nhttps://npm.test/\n');
  expect(out).toContain('https://python.test/simple https://go.test acme.test/* sparse+https://cargo.test/');
  expect(out).toContain('<url>https://maven.test/?a=1&amp;b</url>');
});

test('with network none there is neither a forwarder nor a variable of it', async () => {
  const { run } = await sandboxWithRegistry();
  const { out } = await run('ls -d /run 2>/dev/null; env | grep -i proxy; cat /proc/*/comm | sort -u', {
    network: 'none',
  });
  expect(out).not.toMatch(/run|proxy|node/i);
});
