import { randomInt } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { MigrationReport } from '../../src/domain/migration-report.ts';
import { gitRepository, type GitRepository } from './git-repository.ts';
import { migrationData, type MigrationData } from './migration-data.ts';
import { until, type MigrationStack } from './migration-stack.ts';
import { runningCommands } from './running-commands.ts';
import { smallMigration } from './small-migration.ts';

type File = Parameters<MigrationStack['start']>[0];
export type WaitingMerges = {
  id: string;
  result: Promise<MigrationReport>;
  repository: GitRepository;
  data: MigrationData;
  /** Lets the merge queue go on, which finds all of them waiting. */
  release(): Promise<void>;
};

/** Which of them hold the queue: the first lands at once, and the second is held at its verification on the moved branch. */
const holders = ['a-first.txt', 'a-held.txt'];

/** Ends the sleeping process of a command with this time, so that the command goes on. */
export async function wake(time: string): Promise<void> {
  const [pid] = await until(
    async () => runningCommands(time).filter(isSleep),
    (pids) => pids.length > 0,
  );
  process.kill(pid ?? 0, 'SIGKILL');
  await until(
    async () => runningCommands(time),
    (pids) => pids.length === 0,
  );
}

function isSleep(pid: number): boolean {
  try {
    return basename(readlinkSync(`/proc/${pid}/exe`)) === 'sleep';
  } catch {
    // It has just ended.
    return false;
  }
}

/**
 * A migration whose modules have all been approved and wait for the merge queue, which is held at a merge before theirs. `files` are the modules; the recipe
 * replaces OLD by NEW in each.
 */
export async function waitingMerges(
  stack: MigrationStack,
  files: Record<string, string>,
  { verify, ...more }: Pick<File, 'verify'> & Partial<File>,
): Promise<WaitingMerges> {
  const time = `600.${randomInt(1e9, 1e10)}`;
  const paths = Object.keys(files);
  // Not in the final verification, by which the others have landed.
  const now = `[ "$MODULE" = a-held.txt ] && grep -q NEW a-first.txt && grep -q OLD ${paths[0]}`;
  const hold = `if ${now}; then sleep ${time} || true; fi`;
  const repository = await gitRepository({ ...Object.fromEntries(holders.map((path) => [path, 'OLD\n'])), ...files });
  const { id, result } = await stack.start({
    ...smallMigration(repository.folder),
    modules: { by: 'files', include: ['*.txt'] },
    recipe: [{ run: 'sed -i s/OLD/NEW/ "$MODULE"' }],
    concurrency: 40,
    budget: { attempts: 1 },
    deliver: { branch: 'migrated' },
    ...more,
    verify: [{ name: 'hold', before: 'true', run: hold, report: 'exit-code' }, ...verify],
  });
  const { awaiting } = await stack.until(id, (progress) => progress.awaiting.length === paths.length + holders.length);
  const approve = async (path: string) => {
    const { workflowId = '', awaits } = awaiting.find((view) => view.path === path) ?? {};
    await stack.migrations.approveMerge(workflowId, { ...(awaits ?? { head: '', evidence: '' }), actor: 'ann' });
    return workflowId;
  };
  await approve('a-first.txt');
  await stack.until(id, ({ finished }) => finished.length === 1);
  await approve('a-held.txt');
  await until(
    async () => runningCommands(time),
    (pids) => pids.length > 0,
  );
  for (const path of paths) {
    const workflowId = await approve(path);
    await until(
      () => stack.migrations.module(workflowId),
      ({ state }) => state === 'merging',
    );
  }
  return { id, result, repository, data: migrationData(stack.dataFolder, id), release: () => wake(time) };
}

/** The evidence of all verifications that were made of merges, but for that of the one that held the queue. */
export async function mergeEvidence(data: MigrationData): Promise<Evidence[]> {
  const names = (await data.recordNames()).filter((name) => /\/verify-merge-[0-9a-f]{40}$/.test(name));
  const all: Evidence[] = [];
  for (const name of names) {
    const { result } = (await data.record(name)) as { result: { evidence: string } };
    all.push(await data.evidence(result.evidence));
  }
  return all.filter(({ path }) => !holders.includes(path));
}

/** How often a command really ran in these verifications; it prints a line that is another one each time. */
export function countRuns(evidence: Evidence[], name: string): number {
  const tails = evidence.flatMap(({ after }) =>
    after.commands.filter((run) => run.name === name).map((run) => run.tail),
  );
  return new Set(tails).size;
}
