import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { gitIn } from './source-repository.ts';
import { input, remove, storeWith, write } from './test-store.ts';

const text = Array.from({ length: 20 }, (_, index) => `line ${index}\n`).join('');

test('a diff shows changes and renames as text', async () => {
  const { store, base } = await storeWith({ 'a.js': text, 'b.js': 'b\n' });
  const commit = await store.commit(base, [remove('a.js'), write('lib/a.js', text), write('b.js', 'ü\n')], input);
  const diff = await store.diff(base, commit);
  expect(diff).toContain('rename from a.js\nrename to lib/a.js\n');
  expect(diff).toContain('-b\n+ü\n');
  expect(await store.changedPaths(base, commit)).toEqual(['a.js', 'b.js', 'lib/a.js']);
  expect(await store.diff(base, base)).toBe('');
  expect(await store.changedPaths(base, base)).toEqual([]);
});

test('no program shows or converts a file, and no attribute hides one', async () => {
  const { store, folder, base } = await storeWith({
    '.gitattributes': '*.a diff=own\n*.b -diff\n',
    'x.a': '1\n',
    'x.b': '1\n',
  });
  const marker = join(await temporaryFolder(), 'ran');
  await gitIn(folder, 'config', 'diff.own.textconv', `touch ${marker}; cat`);
  await gitIn(folder, 'config', 'diff.external', `touch ${marker}`);
  const commit = await store.commit(base, [write('x.a', '2\n'), write('x.b', '2\n')], input);
  const diff = await store.diff(base, commit);
  expect(diff.match(/-1\n\+2\n/g)).toHaveLength(2);
  await expect(lstat(marker)).rejects.toMatchObject({ code: 'ENOENT' });
});
