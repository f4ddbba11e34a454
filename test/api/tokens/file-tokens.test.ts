import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileTokens } from '../../../src/api/tokens/file-tokens.ts';
import type { Role } from '../../../src/api/tokens/tokens.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('the tokens of a data folder', () => {
  it('are found by what was shown once, and by nothing else', async () => {
    const tokens = fileTokens(await temporaryFolder());
    const ann = await tokens.create('ann', ['approver', 'operator']);
    const bob = await tokens.create('bob', ['viewer']);
    expect(ann).toMatch(/^drover_[\w-]{43}$/);
    expect(await tokens.find(ann)).toEqual({ name: 'ann', roles: ['operator', 'approver'] });
    expect(await tokens.find(bob)).toEqual({ name: 'bob', roles: ['viewer'] });
    for (const wrong of ['', 'drover_', ann.slice(0, -1), `${ann}x`, ann.toUpperCase()])
      expect(await tokens.find(wrong)).toBeUndefined();
  });

  it('are kept as hashes alone, in a file of their owner', async () => {
    const folder = await temporaryFolder();
    const token = await fileTokens(folder).create('ann', ['viewer']);
    const path = join(folder, 'tokens.json');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const text = await readFile(path, 'utf8');
    expect(text).toContain('"ann"');
    expect(text).not.toContain(token.slice(7));
    expect(await fileTokens(folder).list()).toEqual([
      { name: 'ann', roles: ['viewer'], createdAt: expect.stringMatching(/^20\d\d-/) },
    ]);
  });

  it('are known to who has opened them before, as soon as they are made or revoked', async () => {
    const folder = await temporaryFolder();
    const running = fileTokens(folder);
    const token = await fileTokens(folder).create('ann', ['approver']);
    expect(await running.find(token)).toMatchObject({ name: 'ann' });
    expect(await fileTokens(folder).revoke('ann')).toBe(true);
    expect(await running.find(token)).toBeUndefined();
    expect(await running.revoke('ann')).toBe(false);
  });

  it('survive changes at the same moment, all of them', async () => {
    const folder = await temporaryFolder();
    const names = Array.from({ length: 12 }, (_, index) => `name-${index}`);
    await Promise.all(names.map((name) => fileTokens(folder).create(name, ['viewer'])));
    expect((await fileTokens(folder).list()).map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  });

  it('have one holder a name', async () => {
    const tokens = fileTokens(await temporaryFolder());
    await tokens.create('ann', ['viewer']);
    await expect(tokens.create('ann', ['approver'])).rejects.toThrow("'drover token revoke ann'");
  });

  it.each([
    ['no name', '', ['viewer'], 'name is ""'],
    ['a name that would break a line of the log', 'a\nb', ['viewer'], 'name is "a\\nb"'],
    ['no role', 'ann', [], 'no role'],
    ['a role that there is not', 'ann', ['admin'], 'role is "admin"'],
  ])('refuse %s', async (_, name, roles, said) => {
    const tokens = fileTokens(await temporaryFolder());
    await expect(tokens.create(name, roles as Role[])).rejects.toMatchObject({
      type: 'InputRefused',
      message: expect.stringContaining(said),
    });
    expect(await tokens.list()).toEqual([]);
  });

  it('let nobody in when their file is damaged, and say so', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'tokens.json'), '{ "v": 1, "tokens": [');
    const tokens = fileTokens(folder);
    await expect(tokens.find('drover_x')).rejects.toMatchObject({ type: 'Broken' });
    await expect(tokens.create('ann', ['viewer'])).rejects.toThrow('mend the file');
  });
});
