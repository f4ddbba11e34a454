import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { lstat, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { sandboxForTest } from './sandbox-for-test.ts';

const node = dirname(process.execPath);

test('the probe holds, and each of its lines says so', async () => {
  const { sandbox } = await sandboxForTest();
  const { holds, checks } = await sandbox.probe();
  expect(checks.filter((line) => !line.startsWith('holds: '))).toEqual([]);
  expect(checks).toHaveLength(12);
  expect(holds).toBe(true);
});

test('no process inside shows a secret of the worker', async () => {
  process.env['DROVER_TEST_SECRET'] = 'planted-secret';
  const { run } = await sandboxForTest({ hostEnv: { ...process.env } });
  const { out } = await run('cat /proc/*/environ /proc/*/cmdline | tr "\\0" "\\n"; env', { network: 'open' });
  delete process.env['DROVER_TEST_SECRET'];
  expect(out).toContain('HOME=/home/drover');
  expect(out).not.toContain('planted-secret');
});

test('neither host paths nor variables show in the command line of the sandbox itself', async () => {
  const { run, checkout } = await sandboxForTest();
  expect((await run('tr "\\0" " " < /proc/1/cmdline', { env: { TOKEN: 'not-in-arguments' } })).out).not.toMatch(new RegExp(`${checkout}|not-in-arguments`));
});

test('only its own processes are seen', async () => {
  const { run } = await sandboxForTest();
  expect((await run('ls /proc | grep -c "^[0-9]"')).out).toMatch(/^[2-5]\n$/);
});

test.each(['/root', '/var', '/run', '/sys', '/home/x', '/mnt', '/srv', '/etc/shadow', '/etc/hostname', '/etc/npmrc', '/etc/ssl/private', '/boot'])('%s is not there', async (path) => {
  const { run } = await sandboxForTest();
  expect((await run(`ls -d ${path} 2>/dev/null`)).out).toBe('');
});

test.each(['/usr/x', '/etc/x', '/x', '/home/x', '/dev/x', '/proc/x', '/bin/x', '/etc/passwd', '/repo/../x', '/proc/sys/kernel/core_pattern', '/proc/self/oom_score_adj', '/proc/sys/user/max_user_namespaces'])(
  '%s cannot be written, even by a worker that is root',
  async (path) => {
    const { run } = await sandboxForTest();
    expect(await run(`: 2>/dev/null >> ${path}`)).not.toMatchObject({ exitCode: 0 });
  },
);

test('what is read-only cannot be made writable', async () => {
  const { run, root } = await sandboxForTest();
  await mkdir(join(root, 'made'));
  const tries = 'mount -o remount,rw,bind /repo/made; mount -o remount,rw /proc; umount /repo/made; umount -l /usr; unshare --user --mount true; unshare --mount true; chroot / true; mknod d b 254 0';
  const { out } = await run(tries.split('; ').map((line) => `${line} 2>/dev/null && echo "done: ${line}"`).join('; '), { mounts: [{ from: join(root, 'made'), to: '/repo/made' }] });
  expect(out).toBe('');
});

test("the host's unix sockets, abstract ones too, are out of reach", async () => {
  const { run, root } = await sandboxForTest();
  const servers = [join(root, 'socket'), `\0drover-test-${process.pid}`].map((path) => createServer((socket) => socket.end('host')).listen(path));
  const script = `for (const p of ['${join(root, 'socket')}', '\\0drover-test-${process.pid}']) require('net').connect(p).on('connect', () => console.log('connected')).on('error', e => console.log(e.code))`;
  const { out } = await run('node -e "$SCRIPT"', { env: { SCRIPT: script }, toolchains: [node] });
  for (const server of servers) server.close();
  expect(out.trim().split('\n').sort()).toEqual(['ECONNREFUSED', 'ENOENT']);
});

test.each([
  ['a virtual machine socket', 40],
  ['the kernel crypto interface', 38],
  ['raw packets', 17],
])('a socket for %s cannot be opened', async (_, family) => {
  const { run } = await sandboxForTest();
  const perl = (number: number): string => `perl -e 'socket(my $s, ${number}, 1, 0) ? print "open" : print $!'`;
  expect((await run(perl(1))).out).toBe('open');
  expect((await run(perl(family))).out).toContain('not supported');
});

test.each([
  ['add_key', 248, 217],
  ['bpf', 321, 280],
  ['io_uring_setup', 425, 425],
  ['userfaultfd', 323, 282],
])('the system call %s is not there', async (_, x64, arm64) => {
  const { run } = await sandboxForTest();
  expect((await run(`perl -e 'syscall(${process.arch === 'arm64' ? arm64 : x64}, 0, 0, 0, 0, 0); print $!'`)).out).toBe('Function not implemented');
});

test('links in a checkout lead nowhere but inside', async () => {
  const { run, root, checkout } = await sandboxForTest();
  await writeFile(join(root, 'secret'), 'host secret');
  await symlink(join(root, 'secret'), join(checkout, 'absolute'));
  await symlink('../secret', join(checkout, 'relative'));
  await symlink('/proc/1/root/etc/shadow', join(checkout, 'proc'));
  const { out } = await run('cat absolute relative proc ../secret ../../secret /proc/1/root/../secret 2>/dev/null; echo x > absolute; ln -s / all; ls all/root', {});
  expect(out).toBe('');
  expect(await readFile(join(root, 'secret'), 'utf8')).toBe('host secret');
});

test('a link where something shall be mounted is refused, and nothing is made through it', async () => {
  const { run, root, checkout } = await sandboxForTest();
  await mkdir(join(root, 'modules'));
  await mkdir(join(root, 'victim'));
  await symlink(join(root, 'victim'), join(checkout, 'packages'));
  await expect(run('true', { mounts: [{ from: join(root, 'modules'), to: '/repo/packages/node_modules' }] })).rejects.toMatchObject({ type: 'InputRefused', message: expect.stringContaining('packages') });
  expect(await readdir(join(root, 'victim'))).toEqual([]);
});

test('a link in the place of the cache is refused', async () => {
  const { run, root } = await sandboxForTest();
  const home = join(root, 'home');
  await mkdir(home);
  await run('ln -s /oldroot/etc ~/.cache', { home, homeWritable: true });
  await expect(run('true', { home })).rejects.toMatchObject({ type: 'InputRefused' });
});

test('a mount source that a command has turned into a link to the host is not shown', async () => {
  const { run, root, checkout } = await sandboxForTest();
  await run('ln -s /etc node_modules');
  await expect(run('cat node_modules/shadow', { checkout: root, mounts: [{ from: join(checkout, 'node_modules'), to: '/repo/node_modules' }] })).rejects.toMatchObject({ type: 'Broken', message: expect.stringContaining('symbolic link') });
});

test.each(['/repo', '/usr', 'relative', '/repo/../etc', '/repo/a/'])('a mount at %s is refused', async (to) => {
  const { run, root } = await sandboxForTest();
  await expect(run('true', { mounts: [{ from: root, to }] })).rejects.toMatchObject({ type: 'Broken', message: expect.stringContaining(to) });
});

test('a setuid program gains nothing, and a pipe in the checkout holds nothing up', async () => {
  const { run, checkout } = await sandboxForTest();
  const { out } = await run('cp /usr/bin/id root-id && chmod u+s root-id && ./root-id -u; mkfifo pipe; grep -E "^Cap(Eff|Prm|Bnd)|NoNewPrivs" /proc/self/status | tr -d "\\t "');
  expect(out).toBe('1000\nCapPrm:' + '0'.repeat(16) + '\nCapEff:' + '0'.repeat(16) + '\nCapBnd:' + '0'.repeat(16) + '\nNoNewPrivs:1\n');
  expect((await lstat(join(checkout, 'pipe'))).isFIFO()).toBe(true);
  expect((await run('ls')).out).toBe('pipe\nroot-id\n');
});

test('a signal to every process ends none outside', async () => {
  const { run } = await sandboxForTest();
  const before = execFileSync('ps', ['-o', 'pid=', '-p', String(process.ppid)]).toString();
  await run(`kill -9 -1; kill -9 ${process.ppid} ${process.pid}`);
  expect(execFileSync('ps', ['-o', 'pid=', '-p', String(process.ppid)]).toString()).toBe(before);
});
