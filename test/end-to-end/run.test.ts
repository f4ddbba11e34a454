import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { MigrationReport } from '../../src/domain/migration-report.ts';
import { gitRepository } from '../support/git-repository.ts';
import { rehearsalForTest } from '../support/rehearsal-for-test.ts';
import { renamingBrain } from '../support/renaming-brain.ts';
import { smallMigration } from '../support/small-migration.ts';
import { startProgram } from '../support/start-program.ts';
import { temporaryFolder, type AtEnd } from '../support/temporary-folder.ts';

const content = "a line\nword = 'OLD'\n";

describe.concurrent('drover run FILE', () => {
  test('with --yes --json runs a migration to its end on a stack of its own, and prints its report alone', async ({
    onTestFinished,
  }) => {
    const repository = await gitRepository({ 'a.txt': content, 'b.txt': content }, onTestFinished);
    const { end, asked } = await runMigration({ repository: repository.folder, wrong: ['BAD'] }, onTestFinished);
    expect(end).toMatchObject({ exitCode: 0, processes: [], temporary: [] });
    const report = JSON.parse(end.stdout) as MigrationReport;
    expect(report).toMatchObject({ v: 1, status: 'completed', branch: 'migrated', usage: { modelCalls: asked } });
    expect(report.modules).toMatchObject([
      { path: 'a.txt', state: 'merged', attempts: 2, approvedBy: expect.stringContaining('--yes') },
      { path: 'b.txt', state: 'merged', attempts: 1, approvedBy: expect.stringContaining('--yes') },
    ]);
    expect(await repository.show('migrated', 'a.txt')).toBe("a line\nword = 'NEW'\n");
    expect((await repository.git('rev-parse', 'migrated')).trim()).toBe(report.head);
  });

  test('ends with exit code 3 when a module is unresolved, and lands the others', async ({ onTestFinished }) => {
    const repository = await gitRepository({ 'a.txt': content, 'b.txt': content }, onTestFinished);
    const { end } = await runMigration({ repository: repository.folder, wrong: ['BAD', 'BAD'] }, onTestFinished);
    expect(end).toMatchObject({ exitCode: 3, processes: [], temporary: [] });
    expect(JSON.parse(end.stdout)).toMatchObject({
      status: 'completed-with-unresolved',
      modules: [
        { path: 'a.txt', state: 'unresolved', reason: expect.any(String) },
        { path: 'b.txt', state: 'merged' },
      ],
    });
    expect(await repository.show('migrated', 'a.txt')).toBe(content);
    expect(await repository.show('migrated', 'b.txt')).toContain('NEW');
  });

  test('says in words why a migration can not begin, when that shows only in the repository', async ({
    onTestFinished,
  }) => {
    const repository = await gitRepository({ 'a.txt': content }, onTestFinished);
    const file = await fileOf(
      { ...smallMigration(repository.folder), modules: { by: 'files', include: ['src/**'] } },
      onTestFinished,
    );
    const { exitCode, stdout, stderr } = await drover(
      ['run', file, '--json'],
      { OPENAI_API_KEY: 'a key' },
      onTestFinished,
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('"src/**"');
  });

  test('refuses a file with faults with exit code 2, and names every one of them', async ({ onTestFinished }) => {
    const faulty = { ...smallMigration('.'), goal: '', concurrency: 0, modules: { by: 'colours' }, colour: 'red' };
    const { exitCode, stdout, stderr } = await drover(
      ['run', await fileOf(faulty, onTestFinished), '--yes'],
      {},
      onTestFinished,
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    for (const field of ['goal', 'concurrency', 'modules.by', 'colour']) expect(stderr).toContain(`- ${field}`);
  });

  test('says which variable is missing when there is no key for a model', async ({ onTestFinished }) => {
    const { exitCode, stdout, stderr } = await drover(
      ['run', await fileOf(smallMigration('.'), onTestFinished)],
      {},
      onTestFinished,
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('OPENAI_API_KEY');
  });

  test('says that a file is not there', async ({ onTestFinished }) => {
    const { exitCode, stderr } = await drover(['run', 'nowhere.yaml'], {}, onTestFinished);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('nowhere.yaml');
  });
});

/** Runs a migration of the text files, in which the model's first answers for a.txt are wrong, with two attempts a module. */
async function runMigration({ repository, wrong }: { repository: string; wrong: string[] }, atEnd: AtEnd) {
  const provider = await rehearsalForTest({ brain: renamingBrain({ 'a.txt': wrong }) }, atEnd);
  const file = await fileOf(
    {
      ...smallMigration(repository),
      modules: { by: 'files', include: ['*.txt'] },
      verify: [{ name: 'test', before: hasWord('OLD'), run: hasWord('NEW'), report: 'tap' }],
      budget: { attempts: 2 },
      deliver: { branch: 'migrated' },
    },
    atEnd,
  );
  const env = { OPENAI_API_KEY: 'a key', OPENAI_BASE_URL: provider.baseUrl };
  const end = await drover(['run', file, '--yes', '--json'], env, atEnd);
  return { end, asked: provider.calls().length };
}

function hasWord(word: string): string {
  return `echo 1..1; grep -q "'${word}'" "$MODULE" && echo 'ok 1 - word' || { echo 'not ok 1 - word'; exit 1; }`;
}

async function fileOf(migration: object, atEnd: AtEnd): Promise<string> {
  const path = join(await temporaryFolder(atEnd), 'migration.yaml');
  await writeFile(path, stringify(migration));
  return path;
}

async function drover(args: string[], env: Record<string, string>, atEnd: AtEnd) {
  const program = await startProgram({ command: ['node', 'src/dev/launch.mjs', 'drover', ...args], env }, atEnd);
  return program.ended;
}
