import { listJournal, type JournalEntry } from '../../src/adapters/journal/journal-listing.ts';
import type { RehearsalCall } from '../../src/dev/rehearsal/rehearsal-call.ts';
import type { MigrationReport } from '../../src/domain/migration-report.ts';
import { watchMigration } from '../../src/dev/show/watch-migration.ts';
import { dataFolders } from '../../src/worker/data-folders.ts';
import { crashBrain, crashMigration, crashModules } from './crash-migration.ts';
import { dataFaults } from './data-faults.ts';
import { gitRepository } from './git-repository.ts';
import { migrationStack, type MigrationStack } from './migration-stack.ts';
import { storeRefs } from './store-refs.ts';
import type { AtEnd } from './temporary-folder.ts';

/** The death of a worker, and what was on disk while nobody worked. */
export type Death = {
  signal: NodeJS.Signals | null;
  /** Milliseconds since the epoch. */
  at: number;
  journal: JournalEntry[];
  /** The commit of the integration branch in the store; undefined before there is one. */
  tip: string | undefined;
};

/** What a migration left behind. */
export type CrashRun = {
  report: MigrationReport;
  deaths: Death[];
  /** The tree of the delivered branch. */
  tree: string;
  /** The modules of the delivered commits, oldest first, by their trailers. */
  landed: string[];
  /** What the rehearsal server was asked, by its own count. */
  calls: RehearsalCall[];
  /** Everything in the data folder that is not as it should be. */
  faults: string[];
};

/** A running migration whose workers die. */
export type Scene = {
  stack: MigrationStack;
  /** How many replies the journal holds. */
  recorded: () => Promise<number>;
  /** Waits until the worker has died; fails when the migration ends before. `where` says in the error what was not reached. */
  death: (where: string) => Promise<Death>;
};

export type CrashOptions = {
  concurrency: number;
  /** The repository's files; `crashModules` by default. */
  modules?: Record<string, string>;
  latencyMs?: number;
  /** Settings of the first worker alone. */
  firstWorker?: NodeJS.ProcessEnv;
  /** Sees to it that workers die and that others take over; ends when the last one is up. */
  disturb?: (scene: Scene) => Promise<Death[]>;
};

const approver = { actor: 'the crash test', says: '' };
const silent = { say: () => {}, warn: () => {}, progress: () => {}, close: () => {} };

/** Runs the small migration to its end, on workers that `disturb` makes die. */
export async function crashRun(options: CrashOptions, atEnd: AtEnd): Promise<CrashRun> {
  const { concurrency, modules = crashModules, latencyMs, firstWorker, disturb } = options;
  const repository = await gitRepository(modules, atEnd);
  const stack = await migrationStack(
    {
      brain: crashBrain,
      ...(latencyMs !== undefined && { latencyMs }),
      ...(firstWorker && { workerEnv: firstWorker }),
    },
    atEnd,
  );
  const { id } = await stack.start(crashMigration(repository.folder, concurrency));
  const report = watchMigration({
    id,
    stack: { address: '', temporal: '', migrations: stack.migrations },
    screen: silent,
    approver,
  });
  const { journal } = dataFolders(stack.dataFolder);
  const scene: Scene = {
    stack,
    recorded: async () => (await listJournal(journal)).filter((entry) => entry.recorded).length,
    death: async (where) => {
      const end = await Promise.race([stack.worker.ended, report.then(() => undefined)]);
      if (end === undefined) throw new Error(`The migration ended before its worker died: ${where} was not reached.`);
      const tip = (await storeRefs(stack.dataFolder, id)).get('integration');
      return { signal: end.signal, at: Date.now(), journal: await listJournal(journal), tip };
    },
  };
  const deaths = (await disturb?.(scene)) ?? [];
  const final = await report;
  // While it lives, it keeps trees for the next commit.
  await stack.worker.stop();
  const trailers = '--format=%(trailers:key=Drover-Module,valueonly,separator=%x2C)';
  return {
    report: final,
    deaths,
    tree: (await repository.git('rev-parse', 'migrated^{tree}')).trim(),
    landed: (await repository.git('log', '--reverse', trailers, 'main..migrated')).trim().split('\n'),
    calls: stack.rehearsal.calls(),
    faults: await dataFaults(stack.dataFolder, final, (await repository.git('rev-parse', 'migrated')).trim()),
  };
}
