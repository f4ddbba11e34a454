import { join } from 'node:path';
import { createActivities, type Activities } from '../../activities/index.ts';
import type { Ports } from '../../activities/ports.ts';
import { readConfig } from '../../src/config.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { FileChange } from '../../src/domain/file-change.ts';
import { MigrationFile } from '../../src/domain/migration-file.ts';
import { createPorts } from '../../src/worker/create-ports.ts';
import { gitRepository } from '../support/git-repository.ts';
import { quietEnvironment } from '../support/ports-for-test.ts';
import type { AtEnd } from '../support/temporary-folder.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { Change, ChangeCase } from './change-case.ts';
import { files } from './stack.ts';

export type Judged = {
  verdict: 'verified' | 'rejected' | 'baseline refused';
  /** The kinds of the findings that reject. */
  rejecting: string[];
  /** In words, for a case that did not end as it should. */
  words: string;
};

/** Judges changes as a worker would: real ports on one data folder, the real sandbox, and a repository for each case. */
export async function changeJudge(atEnd: AtEnd): Promise<(given: ChangeCase) => Promise<Judged>> {
  const data = join(await temporaryFolder(atEnd), 'data');
  const { ports } = await createPorts(readConfig({ ...process.env, DROVER_DATA: data }));
  const activities = createActivities(ports);
  const run = <Name extends keyof Activities>(name: Name, input: Parameters<Activities[Name]>[0]) =>
    quietEnvironment().run(activities[name] as (given: unknown) => Promise<never>, input) as ReturnType<
      Activities[Name]
    >;
  let count = 0;
  return async (given) => {
    const migration = `case-${(count += 1)}`;
    const repository = await gitRepository(given.files ?? files, atEnd);
    const file = MigrationFile.parse({ ...usual(repository.folder), ...given.file });
    const { base, plan, modules } = await run('prepareMigration', { v: 1, migration, file });
    const step = { v: 1 as const, migration, plan, module: modules[0]?.key ?? '', round: 1 };
    const { baseline, problem } = await run('measureBaseline', { ...step, start: base });
    if (problem !== undefined) return { verdict: 'baseline refused', rejecting: [], words: problem };
    const commit = await commitChange(ports, migration, base, given.change);
    const { verdict, evidence } = await run('verifyModule', {
      ...step,
      start: base,
      commit,
      baseline,
      step: 'attempt-1',
    });
    const { findings } = JSON.parse(new TextDecoder().decode(await ports.blobs.get(evidence))) as Evidence;
    return {
      verdict,
      rejecting: findings.filter(({ rejects }) => rejects).map(({ kind }) => kind),
      words: findings
        .map(({ kind, rejects, detail }) => `${rejects ? 'rejects' : 'notes'} ${kind}: ${detail}`)
        .join('\n'),
    };
  };
}

function usual(url: string) {
  return {
    drover: 1 as const,
    name: 'case',
    repository: { url, ref: 'main' },
    goal: 'Bring the module up to date.',
    modules: {
      by: 'list' as const,
      list: [{ path: 'stack', paths: ['lib/stack.js', 'test/stack*'] }],
      mayChange: ['lib/stack*', 'test/stack*', 'test/stack/**', 'reports/**', 'dist/**'],
    },
    verify: [{ run: 'node --test --test-reporter=junit --test-reporter-destination="$REPORT" test/stack*' }],
  };
}

function commitChange(ports: Ports, migration: string, base: string, change: Change): Promise<string> {
  const changes = Object.entries(change).map(([path, text]): FileChange =>
    text === null
      ? { kind: 'delete', path }
      : { kind: 'write', path, mode: '100644', content: new TextEncoder().encode(text) },
  );
  // Removals first, as all that changes files has it.
  changes.sort((a, b) => (a.kind === b.kind ? 0 : a.kind === 'delete' ? -1 : 1));
  return ports.store.commit(base, changes, {
    subject: 'A change',
    migration,
    module: 'stack',
    step: 'attempt-1',
    date: 1,
  });
}
