import { describe, expect, it } from 'vitest';
import { gitRepository } from '../support/git-repository.ts';
import { activitiesForTest } from '../support/ports-for-test.ts';
import { smallMigration } from '../support/small-migration.ts';

/** A branch on which modules landed one after the other, each with what it changed. */
async function begin(
  files: Record<string, string>,
  landed: [string, Record<string, string>][],
  generated?: { paths: string[]; command: string }[],
) {
  const repository = await gitRepository({ 'a.js': '', ...files });
  const test = await activitiesForTest({ ...smallMigration(repository.folder), ...(generated && { generated }) });
  const { store } = test.ports;
  const { base, plan } = test.prepared;
  const commits: string[] = [];
  let tip = base;
  for (const [module, changes] of landed) {
    const written = Object.entries(changes).map(([path, content]) => ({
      ...{ kind: 'write' as const, path, mode: '100644' as const },
      content: new TextEncoder().encode(content),
    }));
    tip = await store.commit(tip, written, { subject: module, migration: 'm', module, step: 'merge', date: 1 });
    commits.push(tip);
  }
  await test.run('advanceBranch', { v: 1, migration: 'm', from: null, to: tip });
  const at = (module: string) => commits[landed.findIndex(([name]) => name === module)] ?? '';
  const takeBack = (from: string, gone: string[], ...modules: string[]) =>
    test.run('takeBack', {
      ...{ v: 1 as const, migration: 'm', plan, tip: from, gone, date: 2 },
      take: modules.map((module) => ({ commit: at(module), reason: `${module} is red` })),
    });
  const readLine = (from: string, gone: string[]) =>
    test.run('readLine', { v: 1, migration: 'm', plan, base, tip: from, gone });
  const read = async (commit: string, path: string) => {
    const content = (await store.read(commit, [path])).get(path);
    return content && new TextDecoder().decode(content);
  };
  return { ...test, base, tip, at, takeBack, readLine, read };
}

const lines = (...changed: [number, string][]) => {
  const all = Array.from({ length: 30 }, (_, index) => `line ${index}`);
  for (const [index, text] of changed) all[index] = text;
  return `${all.join('\n')}\n`;
};

describe('takeBack', () => {
  it('undoes one commit on the tip, says so in its message, and moves the branch', async () => {
    const { takeBack, tip, at, ports, read } = await begin({ 'x.txt': lines() }, [
      ['one', { 'x.txt': lines([3, 'one']) }],
      ['two', { 'x.txt': lines([3, 'one'], [20, 'two']), 'new.txt': 'new' }],
    ]);
    const result = await takeBack(tip, [], 'one');
    expect(result.taken).toEqual([{ commit: at('one'), path: 'one', by: result.tip, reason: 'one is red' }]);
    expect(await read(result.tip, 'x.txt')).toBe(lines([20, 'two']));
    expect(await read(result.tip, 'new.txt')).toBe('new');
    expect(await ports.store.readRef('m', 'integration')).toBe(result.tip);
    expect(await ports.store.line(tip, result.tip)).toEqual([{ commit: result.tip, parent: tip, module: 'one' }]);
  });

  it('takes back before it what changed the same lines after it, newest first, and leaves the others alone', async () => {
    const { takeBack, tip, read } = await begin({ 'x.txt': 'old\n', 'y.txt': 'old\n' }, [
      ['one', { 'x.txt': 'one\n' }],
      ['other', { 'y.txt': 'other\n' }],
      ['two', { 'x.txt': 'two\n' }],
      ['three', { 'x.txt': 'three\n' }],
    ]);
    const result = await takeBack(tip, [], 'one');
    expect(result.taken.map(({ path, reason }) => [path, reason])).toEqual([
      ['three', 'it changed the same files after one, which was taken back'],
      ['two', 'it changed the same files after one, which was taken back'],
      ['one', 'one is red'],
    ]);
    expect([await read(result.tip, 'x.txt'), await read(result.tip, 'y.txt')]).toEqual(['old\n', 'other\n']);
  });

  it('does the same again after a crash, and moves nothing twice', async () => {
    const { takeBack, tip, ports, base } = await begin({}, [['one', { 'x.txt': '1' }]]);
    const first = await takeBack(tip, [], 'one');
    expect(await takeBack(tip, [], 'one')).toEqual(first);
    expect(await ports.store.line(base, (await ports.store.readRef('m', 'integration')) ?? '')).toHaveLength(2);
  });
});

describe('with generated files', () => {
  const parts = (...names: string[]) => Object.fromEntries(names.map((name) => [`${name}.md`, `${name}\n`]));
  const listed = (...names: string[]) => ({
    ...parts(...names),
    'list.lock': names.map((name) => `${name}\n`).join(''),
  });
  const start = () =>
    begin(
      { 'list.lock': '' },
      [
        ['one', listed('one')],
        ['two', listed('one', 'two')],
        ['wee', listed('one', 'two', 'wee')],
      ],
      [{ paths: ['*.lock'], command: 'cat *.md > list.lock' }],
    );

  it('takeBack undoes one commit though all changed the same one, which is made anew', async () => {
    const { takeBack, tip, at, read, ports } = await start();
    const result = await takeBack(tip, [], 'two');
    expect(result.taken).toMatchObject([{ commit: at('two'), path: 'two' }]);
    expect(await read(result.tip, 'list.lock')).toBe('one\nwee\n');
    expect(await ports.store.line(tip, result.tip)).toEqual([{ commit: result.tip, parent: tip, module: 'two' }]);
  });

  it('readLine makes the states without what is gone, with files as they would be', async () => {
    const { takeBack, readLine, tip, at, read } = await start();
    const { tip: newTip } = await takeBack(tip, [], 'two');
    const { entries, stranded } = await readLine(newTip, [at('two'), newTip]);
    expect(stranded).toEqual([]);
    expect(entries.map(({ path }) => path)).toEqual(['one', 'wee']);
    expect(await read(entries[1]?.at ?? '', 'list.lock')).toBe('one\nwee\n');
    expect(await read(entries[1]?.at ?? '', 'two.md')).toBeUndefined();
  });
});

describe('readLine', () => {
  it('tells what is on the branch, and makes the states between without what was taken back', async () => {
    const { takeBack, readLine, tip, at, read, ports } = await begin({ 'x.txt': lines() }, [
      ['one', { 'x.txt': lines([3, 'one']) }],
      ['two', { 'two.txt': 'two' }],
      ['three', { 'x.txt': lines([3, 'one'], [20, 'three']) }],
    ]);
    const whole = await readLine(tip, []);
    expect(whole).toEqual({
      entries: ['one', 'two', 'three'].map((path) => ({ path, commit: at(path), at: at(path) })),
      stranded: [],
    });
    const { tip: newTip } = await takeBack(tip, [], 'one');
    const { entries, stranded } = await readLine(newTip, [at('one'), newTip]);
    expect(entries.map(({ path, commit }) => [path, commit])).toEqual([
      ['two', at('two')],
      ['three', at('three')],
    ]);
    expect(stranded).toEqual([]);
    const [two, three] = entries.map((entry) => entry.at);
    expect([await read(two ?? '', 'x.txt'), await read(two ?? '', 'two.txt')]).toEqual([lines(), 'two']);
    expect(await ports.store.tree(three ?? '')).toBe(await ports.store.tree(newTip));
  });
});
