import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { bubblewrapSandbox } from '../../../src/adapters/sandbox/bubblewrap-sandbox.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { realBubblewrap, roomyLimits, sandboxForTest } from './sandbox-for-test.ts';

const node = dirname(process.execPath);

test('returns exit code, both outputs and the time of a command', async () => {
  const { run } = await sandboxForTest();
  const result = await run('echo out; echo err >&2; exit 3');
  expect(result).toMatchObject({ ended: 'exited', exitCode: 3, out: 'out\n', err: 'err\n' });
  expect(result.milliseconds).toBeGreaterThan(0);
});

test('the exit code is what sh says', async () => {
  const { run } = await sandboxForTest();
  const codes = { 'no-such-program': 127, 'exit 126': 126, 'kill -TERM $$': 143, false: 1, if: 2 };
  for (const [command, exitCode] of Object.entries(codes))
    expect(await run(command), command).toMatchObject({ ended: 'exited', exitCode });
});

test('a command line is run as it is, whatever it holds', async () => {
  const { run } = await sandboxForTest();
  expect((await run(`printf '%s|' "$0" "$#" 'a "b" $c' "\${x:-é}"\necho`)).out).toBe('/bin/sh|0|a "b" $c|é|\n');
  expect((await run('-x')).exitCode).toBe(127);
});

test('a command works in /repo, which is the checkout', async () => {
  const { run, checkout } = await sandboxForTest();
  expect((await run('pwd; echo made > made.txt')).out).toBe('/repo\n');
  expect(await readFile(join(checkout, 'made.txt'), 'utf8')).toBe('made\n');
});

test('a command gets its own variables, a plain environment, and nothing of the worker', async () => {
  const { run } = await sandboxForTest();
  const { out } = await run('env -0', { env: { MODULE: 'a b\n"c"', PATH: '/repo/evil', HOME: '/root' } });
  const env = new Map(
    out.split('\0').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  expect(env.get('MODULE')).toBe('a b\n"c"');
  expect(env.get('HOME')).toBe('/home/drover');
  expect(env.get('PATH')).toBe('/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin');
  expect(env.get('TMPDIR')).toBe('/tmp');
  expect(env.get('LANG')).toBe('C.UTF-8');
  // SHLVL is there when bash had to close what the worker inherited.
  const known =
    /^(SHLVL|MODULE|PATH|HOME|TMPDIR|LANG|PWD|_|XDG_CACHE_HOME|npm_config_\w+|PIP_CACHE_DIR|YARN_CACHE_FOLDER|GOCACHE|CARGO_HOME|)$/;
  expect([...env.keys()].filter((name) => !known.test(name))).toEqual([]);
});

test('a variable that acts on programs does not act on bubblewrap itself', async () => {
  const { run } = await sandboxForTest();
  const { out, err } = await run('echo ran', { env: { LD_PRELOAD: '/repo/no-such.so' } });
  expect(out).toBe('ran\n');
  expect(err).not.toContain('bwrap');
});

test('a command is an ordinary user with a home, under the same name everywhere', async () => {
  const { run } = await sandboxForTest();
  expect((await run('id -un; id -u; getent passwd drover; hostname; echo ~')).out).toBe(
    'drover\n1000\ndrover:x:1000:1000::/home/drover:/bin/sh\ndrover\n/home/drover\n',
  );
});

test('standard output and error can be opened by name, as scripts do', async () => {
  const { run } = await sandboxForTest();
  expect(await run('echo out > /dev/stdout; echo err > /dev/stderr')).toMatchObject({
    exitCode: 0,
    out: 'out\n',
    err: 'err\n',
  });
});

test('standard input is empty and closed', async () => {
  const { run } = await sandboxForTest();
  expect(await run('cat; read line || echo nothing')).toMatchObject({ exitCode: 0, out: 'nothing\n' });
});

test('a command inherits no open file, neither of the sandbox nor of what started the worker', async () => {
  const { run } = await sandboxForTest();
  const { out } = await run('ls /proc/self/fd');
  // 0, 1, 2, and the folder that ls itself reads.
  expect(out.trim().split('\n')).toEqual(['0', '1', '2', '3']);
});

test('mounts are seen read-only at their place, and their mount points are made', async () => {
  const { run, root, checkout } = await sandboxForTest();
  await mkdir(join(root, 'modules/tape'), { recursive: true });
  await writeFile(join(root, 'modules/tape/index.js'), 'module.exports = 42');
  await writeFile(join(root, 'rc'), 'x');
  const mounts = [
    { from: join(root, 'modules'), to: '/repo/packages/a/node_modules' },
    { from: join(root, 'rc'), to: '/repo/.rc' },
    { from: join(root, 'modules'), to: '/opt/modules' },
  ];
  const command =
    'cat .rc; cat packages/a/node_modules/tape/index.js /opt/modules/tape/index.js; echo y > packages/a/node_modules/new';
  const { out, err, exitCode } = await run(command, { mounts });
  expect(out).toBe('xmodule.exports = 42module.exports = 42');
  expect(err).toContain('Read-only file system');
  expect(exitCode).not.toBe(0);
  expect(await readFile(join(checkout, '.rc'), 'utf8')).toBe('');
});

test('the home is read-only with a private cache that can be written', async () => {
  const { run, root } = await sandboxForTest();
  const home = join(root, 'home');
  await mkdir(join(home, '.m2'), { recursive: true });
  await writeFile(join(home, '.m2/settings'), 'kept');
  const result = await run(
    'cat ~/.m2/settings; touch ~/x; mkdir -p "$XDG_CACHE_HOME/a" "$npm_config_cache" && touch ~/.cache/a/b && echo cached',
    { home },
  );
  expect(result.out).toBe('keptcached\n');
  expect(result.err).toContain('Read-only file system');
  expect((await run('ls -A ~/.cache', { home })).out).toBe('');
});

test('a writable home keeps what a command writes there', async () => {
  const { run, root } = await sandboxForTest();
  const home = join(root, 'home');
  await mkdir(home);
  expect((await run('echo 1 > ~/kept && mkdir -p ~/.cache/tool', { home, homeWritable: true })).exitCode).toBe(0);
  expect(await readFile(join(home, 'kept'), 'utf8')).toBe('1\n');
});

test('without a home there is an empty one, gone with the command', async () => {
  const { run } = await sandboxForTest();
  expect((await run('ls -A ~; echo 1 > ~/x; mkdir -p ~/.cache/y; ls -A ~')).out).toBe('.cache\nx\n');
  expect((await run('ls -A ~')).out).toBe('');
});

test('a toolchain outside of /usr is bound with its parent and comes first on PATH', async () => {
  const { run, root } = await sandboxForTest();
  await mkdir(join(root, 'tool/bin'), { recursive: true });
  await mkdir(join(root, 'tool/lib'));
  await writeFile(join(root, 'tool/bin/git'), '#!/bin/sh\ncat "$(dirname "$0")/../lib/word"\n', { mode: 0o755 });
  await writeFile(join(root, 'tool/lib/word'), 'my own git\n');
  await writeFile(join(root, 'tool/credentials.toml'), 'token = "secret"');
  const { out, err } = await run('git; cat ../"$TOOL"/credentials.toml; touch "$TOOL/bin/x"', {
    env: { TOOL: join(root, 'tool') },
    toolchains: [join(root, 'tool/bin')],
  });
  expect(out).toBe('my own git\n');
  expect(err).toContain('Read-only file system');
});

test('loopback works inside with network none', async () => {
  const { run } = await sandboxForTest();
  const script = `const s=require('net').createServer(c=>c.end('hello')).listen(0,'localhost',()=>require('net').connect(s.address().port,'localhost').on('data',d=>{console.log(String(d));process.exit(0)}))`;
  expect((await run(`node -e "${script}"`, { toolchains: [node] })).out).toBe('hello\n');
});

test('with network open the host is reached, and proxy and certificate settings are passed on', async () => {
  const { createServer } = await import('node:net');
  const server = createServer((socket) => socket.end('from the host'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const folder = await temporaryFolder();
  const certificate = join(folder, 'ca.pem');
  await writeFile(certificate, 'a certificate');
  const { run } = await sandboxForTest({
    hostEnv: {
      SSL_CERT_FILE: certificate,
      HTTPS_PROXY: 'http://proxy:1',
      HTTP_PROXY: 'http://me:secret@proxy:1',
      OPENAI_API_KEY: 'secret',
    },
  });
  const script = `require('net').connect(${port},'127.0.0.1').on('data',d=>console.log(String(d)))`;
  const command = `node -e "${script}"; cat "$SSL_CERT_FILE"; test -s /etc/resolv.conf && echo; echo "$HTTPS_PROXY|$HTTP_PROXY|$OPENAI_API_KEY"`;
  const open = await run(command, { network: 'open', toolchains: [node] });
  const none = await run(command, { network: 'none', toolchains: [node] });
  server.close();
  expect(open.out).toBe('from the host\na certificate\nhttp://proxy:1||\n');
  expect(none.out).toBe('||\n');
  expect(none.err).toContain('ECONNREFUSED');
});

test('a sandbox that cannot be made is a failure with the reason, never a result of the command', async () => {
  const { run, root } = await sandboxForTest();
  await expect(run('true', { checkout: join(root, 'missing') })).rejects.toMatchObject({
    type: 'Broken',
    message: expect.stringContaining('missing'),
  });
  await expect(run('true', { toolchains: ['/no/such/bin'] })).rejects.toMatchObject({
    type: 'Broken',
    message: expect.stringContaining('/no/such'),
  });
});

test('a program that is no bubblewrap is a failure', async () => {
  const none = bubblewrapSandbox({ bwrap: '/no/such/bwrap', failpoint: () => undefined, hostEnv: {} });
  const { run } = await sandboxForTest({ sandbox: none });
  await expect(run('true')).rejects.toMatchObject({
    type: 'Broken',
    message: expect.stringContaining('/no/such/bwrap'),
  });
  const wrong = bubblewrapSandbox({ bwrap: '/usr/bin/false', failpoint: () => undefined, hostEnv: {} });
  await expect(
    wrong.run(
      { run: 'true', checkout: '/tmp', mounts: [], env: {}, toolchains: [], network: 'none', limits: roomyLimits },
      new AbortController().signal,
    ),
  ).rejects.toMatchObject({ type: 'Broken' });
});

test('the failpoints are reached before and after a command', async () => {
  const reached: string[] = [];
  const bwrap =
    (await import('../../../src/adapters/sandbox/find-bubblewrap.ts')).findBubblewrap(process.env['PATH']) ?? '';
  const { run } = await sandboxForTest({
    sandbox: bubblewrapSandbox({ bwrap, failpoint: (name) => reached.push(name), hostEnv: {} }),
  });
  await run('true');
  expect(reached).toEqual(['before-command', 'after-command']);
});

test('many commands can run side by side in one sandbox', async () => {
  const sandbox = realBubblewrap({});
  const runs = await Promise.all(
    Array.from({ length: 6 }, async (_, index) => {
      const { run } = await sandboxForTest({ sandbox });
      return (await run(`echo ${index}; sleep 0.1; echo ${index}`)).out;
    }),
  );
  expect(runs).toEqual([0, 1, 2, 3, 4, 5].map((index) => `${index}\n${index}\n`));
});
