import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { isPlaceholderGoal } from '../../../src/core/migration-file/placeholder-goal.ts';
import { writeMigrationFile, type InitOptions } from '../../../src/dev/init/write-migration-file.ts';
import { gitRepository } from '../../support/git-repository.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { initForTest } from './init-for-test.ts';

const files = { 'package.json': '{"scripts":{"test":"node --test"}}', 'a.test.js': '' };

async function write(options: Partial<InitOptions> & { folder: string }) {
  const output = options.output ?? join(await temporaryFolder(), 'drover.yaml');
  return writeMigrationFile({ output, goal: undefined, force: false, env: process.env, ...options });
}

describe('the migration file that init writes', () => {
  it('has the goal that was given, word for word', async () => {
    const goal = 'Replace "tape": by node:test.\n  - keep # the names\n';
    const { file, written } = await initForTest(files, goal);
    expect(file.goal).toBe(goal.trim());
    expect(written.goalMissing).toBe(false);
  });

  it('has a goal that can be told from one of a person, where none was given', async () => {
    const { file, written } = await initForTest(files);
    expect(isPlaceholderGoal(file.goal)).toBe(true);
    expect(written.goalMissing).toBe(true);
  });

  it('begins at the branch that is checked out, and delivers to one of its own', async () => {
    const repository = await gitRepository(files);
    await repository.git('switch', '-q', '-c', 'next');
    await repository.git('remote', 'add', 'origin', 'https://user:secret@example.org/a/widgets.git');
    const { output } = await write({ folder: repository.folder });
    const text = await readFile(output, 'utf8');
    expect(text).toContain('ref: next');
    expect(text).toContain('branch: drover/repository-migration');
    expect(text).toContain('# url: https://example.org/a/widgets.git');
    expect(text).not.toContain('secret');
  });

  it('names the repository as its own folder sees it, also from inside', async () => {
    const { folder } = await gitRepository({ ...files, 'deeper/x.js': '' });
    const inside = join(folder, 'deeper');
    const { output, repository } = await write({ folder: inside, output: join(inside, 'drover.yaml') });
    expect(repository).toBe(folder);
    expect(await readFile(output, 'utf8')).toMatch(/^ {2}url: \.\.$/m);
  });

  it('is never written over another without --force', async () => {
    const { folder } = await gitRepository(files);
    const output = join(folder, 'drover.yaml');
    await writeFile(output, 'mine');
    await expect(write({ folder, output })).rejects.toThrow('--force');
    expect(await readFile(output, 'utf8')).toBe('mine');
    await write({ folder, output, force: true });
    expect(await readFile(output, 'utf8')).toContain('drover: 1');
  });

  it('comes with a warning where changes are not committed', async () => {
    const { folder } = await gitRepository(files);
    expect((await write({ folder })).warnings).toEqual([]);
    await writeFile(join(folder, 'a.test.js'), 'changed');
    expect((await write({ folder })).warnings).toEqual([
      expect.stringContaining('a.test.js has changes that are not committed'),
    ]);
  });

  it('names the toolchain folder that a sandboxed command would not find', async () => {
    const { folder } = await gitRepository({
      'go.mod': 'module a\n',
      'a_test.go': 'package a\nfunc TestA(t *testing.T) {}\n',
    });
    const tools = await temporaryFolder();
    await mkdir(join(tools, 'go/bin'), { recursive: true });
    const go = `#!/bin/sh\n[ "$2" = GOROOT ] && echo ${tools}/go && echo go1.24.0 || echo {}\n`;
    await writeFile(join(tools, 'go/bin/go'), go, { mode: 0o755 });
    const env = { ...process.env, HOME: tools, PATH: `${tools}/go/bin:${process.env['PATH']}` };
    const { output } = await write({ folder, env });
    expect(await readFile(output, 'utf8')).toContain('    - ~/go/bin\n');
    const without = await write({ folder, env: { HOME: tools, PATH: tools } });
    expect(without.questions).toEqual([expect.stringContaining('No go was found on PATH')]);
  });
});

describe('init refuses, in words with a way out,', () => {
  it.each([
    ['a folder that is not there', (folder: string) => Promise.resolve(join(folder, 'nowhere')), 'is not a folder'],
    ['a folder without a repository', (folder: string) => Promise.resolve(folder), 'git init'],
    ['a repository without a commit', (folder: string) => initialised(folder), 'has no commit yet'],
    ['a bare repository', (folder: string) => initialised(folder, '--bare'), 'bare repository'],
  ])('%s', async (_, make, said) => {
    const folder = await make(await temporaryFolder());
    await expect(write({ folder })).rejects.toMatchObject({
      type: 'InputRefused',
      message: expect.stringContaining(said),
    });
  });

  it('a manifest that can not be read', async () => {
    const { folder } = await gitRepository({ 'package.json': '{' });
    await expect(write({ folder })).rejects.toThrow('package.json is not valid JSON');
    const python = await gitRepository({ 'pyproject.toml': '[' });
    await expect(write({ folder: python.folder })).rejects.toThrow('pyproject.toml is not valid TOML');
  });
});

async function initialised(folder: string, ...options: string[]): Promise<string> {
  await execa('git', ['init', '-q', ...options], { cwd: folder });
  return folder;
}
