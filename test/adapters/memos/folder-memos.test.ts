import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderMemos } from '../../../src/adapters/memos/folder-memos.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const memo = { ref: 'a'.repeat(64), source: { migration: 'm', module: 'a.js', commit: 'c'.repeat(40) } };
const key = 'k'.repeat(64);

describe('folderMemos', () => {
  it('finds what was kept, and the newest of one key', async () => {
    const memos = folderMemos(await temporaryFolder());
    expect(await memos.find('ann', key)).toBeUndefined();
    await memos.keep('ann', key, memo);
    expect(await memos.find('ann', key)).toEqual(memo);
    const newer = { ...memo, ref: 'b'.repeat(64) };
    await memos.keep('ann', key, newer);
    expect(await memos.find('ann', key)).toEqual(newer);
  });

  it("never gives one tenant another's, whatever their names are", async () => {
    const memos = folderMemos(await temporaryFolder());
    await memos.keep('ann', key, memo);
    for (const other of ['bob', 'ann/', '../ann', 'ANN', '']) expect(await memos.find(other, key)).toBeUndefined();
  });

  it('takes a damaged file for none', async () => {
    const folder = await temporaryFolder();
    const memos = folderMemos(folder);
    await memos.keep('ann', key, memo);
    const [file = ''] = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.json'));
    for (const content of ['{"v":1,', '{}', 'null', '{"v":1,"ref":"x","source":{}}']) {
      await writeFile(join(folder, file), content);
      expect(await memos.find('ann', key)).toBeUndefined();
    }
  });
});
