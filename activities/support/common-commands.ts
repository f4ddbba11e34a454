import { namedFiles } from '../../src/core/plan/named-files.ts';
import type { JudgingCommand } from '../../src/core/plan/judging-command.ts';
import { readsModule } from '../../src/core/plan/reads-module.ts';
import type { CommitId } from '../../src/domain/ids.ts';
import type { Ports } from '../ports.ts';

/** Where task runners that a command calls by name keep what they run. */
const taskFiles = ['package.json', 'Makefile', 'makefile', 'GNUmakefile', 'justfile', 'Taskfile.yml', 'tox.ini'];
/** A command names a script, a script names another one; further than that nobody has been seen to go. */
const mostSteps = 3;
const mostFiles = 50;

/**
 * The names of the commands that do the same whichever module they run for: neither they, nor the scripts of the repository that they name,
 * nor what a task runner runs at its root speaks of MODULE, NAME or BASE. What is overseen here is found by the final verification, which runs each
 * module's commands by themselves.
 */
export async function commonCommands(
  { store }: Pick<Ports, 'store'>,
  commit: CommitId,
  commands: JudgingCommand[],
): Promise<Set<string>> {
  const silent = commands.filter(({ run, sampled }) => sampled === undefined && !readsModule(run));
  if (silent.length === 0) return new Set();
  const files = new Set((await store.list(commit)).map(({ path }) => path));
  const common = new Set<string>();
  for (const { name, run } of silent) {
    const begin = [...namedFiles(run, (path) => files.has(path)), ...taskFiles.filter((path) => files.has(path))];
    if (!(await anyReadsModule(store, { commit, files, begin }))) common.add(name);
  }
  return common;
}

async function anyReadsModule(
  store: Ports['store'],
  { commit, files, begin }: { commit: CommitId; files: Set<string>; begin: string[] },
): Promise<boolean> {
  const seen = new Set<string>();
  let wanted = begin;
  for (let step = 0; step < mostSteps && wanted.length > 0 && seen.size < mostFiles; step += 1) {
    for (const path of wanted) seen.add(path);
    const read = await store.read(commit, wanted);
    const texts = [...read.values()].map((bytes) => new TextDecoder().decode(bytes));
    if (texts.some((text) => readsModule(text))) return true;
    const named = texts.flatMap((text) => namedFiles(text, (path) => files.has(path)));
    wanted = [...new Set(named)].filter((path) => !seen.has(path)).slice(0, mostFiles);
  }
  return false;
}
