import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { MigrationResource } from '../../src/api/resources/migration-resource.ts';
import type { Rehearsal } from '../../src/dev/rehearsal/rehearsal.ts';
import { gitRepository } from './git-repository.ts';
import { until } from './migration-stack.ts';
import { rehearsalForTest } from './rehearsal-for-test.ts';
import { renamingBrain, type WrongAnswers } from './renaming-brain.ts';
import { smallMigration } from './small-migration.ts';
import { startProgram, type Program, type ProgramEnd } from './start-program.ts';
import { temporaryFolder, type AtEnd } from './temporary-folder.ts';

export type Commands = {
  home: string;
  rehearsal: Rehearsal;
  repository: Awaited<ReturnType<typeof gitRepository>>;
  /** The names of the repository's branches. */
  branches(): Promise<string>;
  /** Writes a migration file for the repository's text files; its path is returned. */
  file(changes?: object): Promise<string>;
  /** Runs `drover ARGS` to its end, in the same home. */
  drover(...args: string[]): Promise<ProgramEnd>;
  /** Runs `drover ARGS --json` and reads what it prints. */
  json<T>(...args: string[]): Promise<T>;
  /** Waits until that many merges of a migration wait for a person. */
  waiting(id: string, many: number): Promise<MigrationResource>;
  /** Starts `drover ARGS`, and waits until its standard output is as wanted. */
  begin(args: string[], wanted: RegExp): Promise<Program>;
};

export const oldContent = "a line\nword = 'OLD'\n";

/** The command line with an empty home, a repository with text files in which OLD is to become NEW, and a model that does it. */
export async function droverCommands(
  options: { wrong?: WrongAnswers; files?: string[]; env?: Record<string, string> },
  atEnd: AtEnd,
): Promise<Commands> {
  const home = await temporaryFolder(atEnd);
  const rehearsal = await rehearsalForTest({ brain: renamingBrain(options.wrong) }, atEnd);
  const files = options.files ?? ['a.txt', 'b.txt'];
  const repository = await gitRepository(Object.fromEntries(files.map((name) => [name, oldContent])), atEnd);
  const env = { OPENAI_API_KEY: 'a key', OPENAI_BASE_URL: rehearsal.baseUrl, ...options.env };
  const start = (args: string[]) =>
    startProgram({ command: ['node', 'src/dev/launch.mjs', 'drover', ...args], home, env }, atEnd);
  const drover = async (...args: string[]) => (await start(args)).ended;
  const json = async <T>(...args: string[]) => {
    const { exitCode, stdout, stderr } = await drover(...args, '--json');
    if (exitCode !== 0) throw new Error(`drover ${args.join(' ')} ended with ${exitCode}: ${stderr}`);
    return JSON.parse(stdout) as T;
  };
  return {
    home,
    json,
    waiting: (id, many) =>
      until(
        () => json<MigrationResource>('status', id),
        ({ waits }) => waits.length === many,
      ),
    rehearsal,
    repository,
    drover,
    branches: async () => (await repository.git('branch', '--format=%(refname:short)')).trim(),
    async file(changes: { name?: string } = {}) {
      const path = join(await temporaryFolder(atEnd), 'migration.yaml');
      // A branch of its own for each: one that holds another migration's commits is refused before anything begins.
      const deliver = { branch: changes.name ?? 'migrated' };
      await writeFile(path, stringify({ ...wordMigration(repository.folder), deliver, ...changes }));
      return path;
    },
    async begin(args, wanted) {
      const program = await start(args);
      const ended = program.ended.then(({ stderr }) => Promise.reject(new Error(stderr)));
      // When it ends later, nobody waits for this any more.
      ended.catch(() => {});
      await Promise.race([
        ended,
        until(
          () => Promise.resolve(program.stdout()),
          (stdout) => wanted.test(stdout),
        ),
      ]);
      return program;
    },
  };
}

function wordMigration(repository: string): object {
  return {
    ...smallMigration(repository),
    modules: { by: 'files', include: ['*.txt'] },
    verify: [{ name: 'test', before: hasWord('OLD'), run: hasWord('NEW'), report: 'tap' }],
    budget: { attempts: 2 },
    deliver: { branch: 'migrated' },
  };
}

function hasWord(word: string): string {
  return `echo 1..1; grep -q "'${word}'" "$MODULE" && echo 'ok 1 - word' || { echo 'not ok 1 - word'; exit 1; }`;
}
