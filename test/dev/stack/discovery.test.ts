import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readDiscovery, removeDiscovery, writeDiscovery } from '../../../src/dev/stack/discovery.ts';
import { demoDataFolder, findStack } from '../../../src/dev/stack/find-stack.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const stack = { api: 'http://127.0.0.1:1', ui: 'http://127.0.0.1:2', temporal: '127.0.0.1:3', namespace: 'default' };

describe('a discovery file', () => {
  test('is found as long as its process runs, and gone when that takes it away', async () => {
    const folder = await temporaryFolder();
    await writeDiscovery(folder, { ...stack, by: 'dev' });
    expect(await readDiscovery(folder)).toMatchObject({ v: 1, ...stack, by: 'dev', pid: process.pid });
    await removeDiscovery(folder);
    expect(await readDiscovery(folder)).toBeUndefined();
  });

  test('does not count when its process is gone', async () => {
    const folder = await temporaryFolder();
    const { pid } = spawnSync('true');
    await rewrite(folder, { pid });
    expect(await readDiscovery(folder)).toBeUndefined();
  });

  test('does not count when its process number was given to another process', async () => {
    const folder = await temporaryFolder();
    await rewrite(folder, { started: '1' });
    expect(await readDiscovery(folder)).toBeUndefined();
  });

  test("is left alone when it is another process's", async () => {
    const folder = await temporaryFolder();
    await rewrite(folder, { pid: process.ppid });
    await removeDiscovery(folder);
    expect(JSON.parse(await readFile(join(folder, 'dev.json'), 'utf8'))).toMatchObject({ pid: process.ppid });
  });

  test.each(['', '{', '[]', 'null', '{"v":2,"api":"http://127.0.0.1:1"}'])('is none when it is %j', async (content) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'dev.json'), content);
    expect(await readDiscovery(folder)).toBeUndefined();
  });
});

describe('findStack', () => {
  test("finds a demo's stack for those alone who may use it, and a stack of one's own first", async () => {
    const folder = await temporaryFolder();
    await writeDiscovery(demoDataFolder(folder), { ...stack, by: 'demo' });
    expect(await findStack(folder, { demo: false })).toBeUndefined();
    expect(await findStack(folder, { demo: true })).toMatchObject({ by: 'demo' });
    await writeDiscovery(folder, { ...stack, by: 'dev' });
    expect(await findStack(folder, { demo: true })).toMatchObject({ by: 'dev' });
  });
});

async function rewrite(folder: string, change: object): Promise<void> {
  await writeDiscovery(folder, { ...stack, by: 'dev' });
  const path = join(folder, 'dev.json');
  await writeFile(path, JSON.stringify({ ...(JSON.parse(await readFile(path, 'utf8')) as object), ...change }));
}
