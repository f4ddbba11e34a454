import { readFile, readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';

const readme = new URL('../../../src/adapters/model/README.md', import.meta.url);

test('every row of the tables of rungs and failures names a test that is there', async () => {
  const folder = new URL('.', import.meta.url);
  const names = (await readdir(folder)).filter((name) => name !== 'readme.test.ts');
  const tests = (await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')))).join('\n');
  const rows = (await readFile(readme, 'utf8'))
    .split('\n')
    .filter((line) => /^\| (?!---|asked for|what happens)/.test(line));
  expect(rows.length).toBeGreaterThan(35);
  const named = rows.map((row) => /`([^`]+)` \|$/.exec(row)?.[1] ?? `no test in: ${row}`);
  expect(named.filter((name) => !tests.includes(name))).toEqual([]);
});
