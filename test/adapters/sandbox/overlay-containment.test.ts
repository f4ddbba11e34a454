import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeOverlayFolder } from '../../../src/adapters/overlay/overlay-folder.ts';
import { overlaySupport } from '../../../src/adapters/overlay/overlay-support.ts';
import { executable } from '../../support/executable.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { overlaysForTest } from '../overlay/overlays-for-test.ts';
import { realBubblewrap, sandboxForTest } from './sandbox-for-test.ts';

test('the probe holds where commands get overlays, and looks at the layers, too', async () => {
  const overlays = await overlaysForTest();
  const { holds, checks } = await realBubblewrap({}, { overlays }).probe();
  expect(checks.filter((line) => !line.startsWith('holds: '))).toEqual([]);
  expect(checks).toHaveLength(2 * 18);
  expect(checks.at(-1)).toContain("an overlay's layers stay as they are");
  expect(holds).toBe(true);
  expect(await readdir(overlays.folder)).toEqual([]);
});

test("the probe holds also in a folder with a longer path than a socket's may be", async () => {
  const folder = join(await temporaryFolder(), 'a'.repeat(120));
  await mkdir(folder);
  const { overlays } = await overlaySupport(folder, process.env['PATH']);
  const { holds, checks } = await realBubblewrap({}, { overlays: { ...overlays!, folder } }).probe();
  expect(checks).toContain("holds: the host's unix sockets are out of reach (ENOENT)");
  expect(holds).toBe(true);
});

test('no layer can be written, mounted anew, or seen by the path that it has on the host', async () => {
  const { run, root, checkout, where } = await sandboxForTest({ layered: true });
  await writeFile(join(checkout, 'file'), 'before');
  await run('echo after > file; chmod 777 file; mkdir -p made; touch ~/mine');
  const host = [checkout, where.overlay ?? '', root].map((path) => `ls ${path}`).join('; ');
  const { out } = await run(
    `exec 2>&1; ${host}; umount /repo; umount -l /repo; mount -o remount,lowerdir=/tmp /repo; mount --bind /tmp /repo; unshare --user --map-root-user --mount true; cat /proc/self/mountinfo`,
  );
  expect(out.match(/^ls: .*No such file or directory$/gm)).toHaveLength(3);
  expect(out).not.toContain(' / /repo - ');
  expect(out.split('\n').filter((line) => line.includes(root) && !line.startsWith('ls: '))).toEqual([]);
  expect(await run('cat file; ls')).toMatchObject({ out: 'after\nfile\nmade\n' });
  expect(await readFile(join(checkout, 'file'), 'utf8')).toBe('before');
  expect(await readdir(checkout)).toEqual(['file']);
});

test('no marks of overlays can be set from inside: they would uncover or hide what lies below', async () => {
  const { run, checkout } = await sandboxForTest({ layered: true });
  await mkdir(join(checkout, 'folder'));
  const marks = ['opaque', 'redirect', 'metacopy', 'origin', 'whiteout'].map(
    (name) => `os.setxattr("folder", "user.overlay.${name}", b"y")`,
  );
  const script = [
    'import os',
    ...marks.map((mark) => `try: ${mark}\nexcept OSError: print("refused")\nelse: print(os.listxattr("folder"))`),
  ];
  await writeFile(join(checkout, 'marks.py'), script.join('\n'));
  await writeFile(join(checkout, 'folder/below'), 'below');
  await run('/usr/bin/python3 marks.py; touch folder');
  expect((await run('mknod device c 0 0 2>/dev/null; ls folder; ls')).out).toBe('below\nfolder\nmarks.py\n');
});

test('neither the overlay nor its variables show in the processes inside', async () => {
  const { run, root } = await sandboxForTest({ layered: true });
  const { out } = await run('cat /proc/1/environ /proc/1/cmdline; readlink /proc/1/cwd /proc/self/cwd');
  expect(out).not.toContain(root);
  expect(out).not.toMatch(/PWD|SHLVL/);
});

test('a command keeps its exit code and its limits in an overlay', async () => {
  const { run } = await sandboxForTest({ layered: true });
  expect(await run('exit 7')).toMatchObject({ ended: 'exited', exitCode: 7 });
  const limits = { milliseconds: 15_000, memoryBytes: 64 * 2 ** 20, processes: 100, outputBytes: 2 ** 20 };
  const fill = (path: string) => run(`head -c 100M /dev/zero > ${path}; sleep 5`, { limits });
  expect(await fill('/tmp/big')).toMatchObject({ ended: 'memory-limit', exitCode: null });
  // On disk, so it counts as no memory.
  expect(await run('head -c 100M /dev/zero > ~/big; sleep 0.5', { limits })).toMatchObject({ exitCode: 0 });
});

test('an overlay that can not be mounted is a failure that says why, not a result', async () => {
  const { run, where } = await sandboxForTest({ layered: true });
  const overlay = join(await temporaryFolder(), 'other');
  await makeOverlayFolder(overlay, { tree: '/no/such/tree', home: where.home ?? '', made: undefined });
  await expect(run('true', { overlay })).rejects.toMatchObject({
    type: 'Broken',
    message: expect.stringMatching(/could not make the sandbox: mount: /),
  });
});

test('whether overlays can be mounted is found out by trying, and the reason is told', async () => {
  const folder = await temporaryFolder();
  expect(await overlaySupport(folder, '/usr/bin:/bin')).toEqual({ overlays: { unshare: '/usr/bin/unshare' } });
  expect(await overlaySupport(folder, folder)).toEqual({ why: "there is no 'unshare' of util-linux on PATH" });
  const programs = await temporaryFolder();
  // As it ends where a container's seccomp profile is in the way.
  await executable(programs, 'unshare', 'echo "unshare: unshare failed: Operation not permitted" >&2; exit 1');
  expect(await overlaySupport(folder, programs)).toEqual({ why: 'unshare: unshare failed: Operation not permitted' });
  expect(await readdir(folder)).toEqual([]);
});
