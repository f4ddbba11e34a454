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
  expect(checks).toHaveLength(2 * 17);
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
  expect((await run('tr "\\0" " " < /proc/1/cmdline', { env: { TOKEN: 'not-in-arguments' } })).out).not.toMatch(
    new RegExp(`${checkout}|not-in-arguments`),
  );
});

test('only its own processes are seen', async () => {
  const { run } = await sandboxForTest();
  expect((await run('ls /proc | grep -c "^[0-9]"')).out).toMatch(/^[2-5]\n$/);
});

test('nothing of the host is there besides programs and public configuration', async () => {
  const { run } = await sandboxForTest();
  const { out } = await run(
    'ls -d /root /var /run /sys /home/* /mnt /srv /boot /etc/shadow /etc/hostname /etc/npmrc /etc/pip.conf /etc/maven/settings.xml /etc/ssl/private 2>/dev/null; ls -A /',
  );
  const folders = out
    .trim()
    .split('\n')
    .filter((name) => !['bin', 'lib', 'lib32', 'lib64', 'libx32', 'sbin'].includes(name));
  expect(folders).toEqual(['/home/drover', 'dev', 'etc', 'home', 'proc', 'repo', 'tmp', 'usr']);
});

test('nothing can be written outside of the checkout, not even by a worker that is root', async () => {
  const { run } = await sandboxForTest();
  const files =
    '/usr/x /etc/x /x /home/x /dev/x /proc/x /bin/x /etc/passwd /repo/../x /proc/sys/kernel/core_pattern /proc/self/oom_score_adj /proc/sys/user/max_user_namespaces';
  expect((await run(`for file in ${files} /repo/control; do (: >> $file) 2>/dev/null && echo $file; done`)).out).toBe(
    '/repo/control\n',
  );
});

test('what is read-only cannot be made writable', async () => {
  const { run, root } = await sandboxForTest();
  await mkdir(join(root, 'made'));
  const tries =
    'mount -o remount,rw,bind /repo/made; mount -o remount,rw /proc; umount /repo/made; umount -l /usr; unshare --user --mount true; unshare --mount true; chroot / true; mknod d b 254 0';
  const { out } = await run(
    tries
      .split('; ')
      .map((line) => `${line} 2>/dev/null && echo "done: ${line}"`)
      .join('; '),
    { mounts: [{ from: join(root, 'made'), to: '/repo/made' }] },
  );
  expect(out).toBe('');
});

test("the host's unix sockets, abstract ones too, are out of reach", async () => {
  const { run, root } = await sandboxForTest();
  const servers = [join(root, 'socket'), `\0drover-test-${process.pid}`].map((path) =>
    createServer((socket) => socket.end('host')).listen(path),
  );
  const script = `for (const p of ['${join(root, 'socket')}', '\\0drover-test-${process.pid}']) require('net').connect(p).on('connect', () => console.log('connected')).on('error', e => console.log(e.code))`;
  const { out } = await run('node -e "$SCRIPT"', { env: { SCRIPT: script }, toolchains: [node] });
  for (const server of servers) server.close();
  expect(out.trim().split('\n').sort()).toEqual(['ECONNREFUSED', 'ENOENT']);
});

test('doors around the namespaces are shut: vsock, kernel crypto and raw sockets, keyrings, bpf, io_uring, userfaultfd', async () => {
  const { run } = await sandboxForTest();
  const calls = process.arch === 'arm64' ? [217, 280, 425, 282] : [248, 321, 425, 323];
  const script = `for (1, 40, 38, 17) { print socket(my $s, $_, 1, 0) ? "open" : $!, "\\n" } for (${calls.join()}) { syscall($_, 0, 0, 0, 0, 0); print "$!\\n" }`;
  const { out } = await run('perl -e "$SCRIPT"', { env: { SCRIPT: script } });
  expect(out.trim().split('\n')).toEqual([
    'open',
    ...Array<string>(3).fill('Address family not supported by protocol'),
    ...Array<string>(4).fill('Function not implemented'),
  ]);
});

test('links in a checkout lead nowhere but inside', async () => {
  const { run, root, checkout } = await sandboxForTest();
  await writeFile(join(root, 'secret'), 'host secret');
  await symlink(join(root, 'secret'), join(checkout, 'absolute'));
  await symlink('../secret', join(checkout, 'relative'));
  await symlink('/proc/1/root/etc/shadow', join(checkout, 'proc'));
  const { out } = await run(
    'cat absolute relative proc ../secret ../../secret /proc/1/root/../secret 2>/dev/null; echo x > absolute; ln -s / all; ls all/root',
    {},
  );
  expect(out).toBe('');
  expect(await readFile(join(root, 'secret'), 'utf8')).toBe('host secret');
});

test('a link where something shall be mounted is refused, and nothing is made through it', async () => {
  const { run, root, checkout } = await sandboxForTest();
  await mkdir(join(root, 'modules'));
  await mkdir(join(root, 'victim'));
  await symlink(join(root, 'victim'), join(checkout, 'packages'));
  await expect(
    run('true', { mounts: [{ from: join(root, 'modules'), to: '/repo/packages/node_modules' }] }),
  ).rejects.toMatchObject({ type: 'InputRefused', message: expect.stringContaining('packages') });
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
  await expect(
    run('cat node_modules/shadow', {
      checkout: root,
      mounts: [{ from: join(checkout, 'node_modules'), to: '/repo/node_modules' }],
    }),
  ).rejects.toMatchObject({ type: 'Broken', message: expect.stringContaining('symbolic link') });
});

test('a mount over something else is refused', async () => {
  const { run, root } = await sandboxForTest();
  for (const to of ['/repo', '/usr', 'relative', '/repo/../etc', '/repo/a/'])
    await expect(run('true', { mounts: [{ from: root, to }] })).rejects.toMatchObject({
      type: 'Broken',
      message: expect.stringContaining(to),
    });
});

test('a setuid program gains nothing, and a pipe in the checkout holds nothing up', async () => {
  const { run, checkout } = await sandboxForTest();
  const { out } = await run(
    'cp /usr/bin/id root-id && chmod u+s root-id && ./root-id -u; mkfifo pipe; grep -E "^Cap(Eff|Prm|Bnd)|NoNewPrivs" /proc/self/status | tr -d "\\t "',
  );
  expect(out).toBe(
    '1000\nCapPrm:' + '0'.repeat(16) + '\nCapEff:' + '0'.repeat(16) + '\nCapBnd:' + '0'.repeat(16) + '\nNoNewPrivs:1\n',
  );
  expect((await lstat(join(checkout, 'pipe'))).isFIFO()).toBe(true);
  expect((await run('ls')).out).toBe('pipe\nroot-id\n');
});

test('a signal to every process ends none outside', async () => {
  const { run } = await sandboxForTest();
  const before = execFileSync('ps', ['-o', 'pid=', '-p', String(process.ppid)]).toString();
  await run(`kill -9 -1; kill -9 ${process.ppid} ${process.pid}`);
  expect(execFileSync('ps', ['-o', 'pid=', '-p', String(process.ppid)]).toString()).toBe(before);
});

test('a variable or a command with a NUL in it is refused, since it would add options to the sandbox', async () => {
  const { run } = await sandboxForTest();
  const refused = { type: 'InputRefused', message: expect.stringContaining('NUL') };
  await expect(run('cat /host/etc/passwd', { env: { X: 'a\0--ro-bind\0/\0/host' } })).rejects.toMatchObject(refused);
  await expect(run('true\0')).rejects.toMatchObject(refused);
});
