import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { takeUntrusted } from '../../../activities/support/take-untrusted.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('takeUntrusted', () => {
  it('reads a regular file and removes it', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'report'), 'ok');
    expect(new TextDecoder().decode(await takeUntrusted(folder, 'report'))).toBe('ok');
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ['a link to a file outside', (path: string) => symlink('/etc/passwd', path)],
    ['a pipe that nobody writes to', (path: string) => execa('mkfifo', [path])],
    ['a folder', (path: string) => mkdir(path)],
    ['nothing', async () => {}],
  ])('takes %s for no report, and does not wait', async (_, plant) => {
    const folder = await temporaryFolder();
    await plant(join(folder, 'report'));
    expect(await takeUntrusted(folder, 'report')).toBeUndefined();
    expect(await readdir(folder)).toEqual([]);
  });
});
