import { describe, expect, it } from 'vitest';
import { gitRepository } from '../support/git-repository.ts';
import { migrationData } from '../support/migration-data.ts';
import { sharedStack } from '../support/shared-stack.ts';
import { renamingBrain } from '../support/renaming-brain.ts';
import { smallMigration } from '../support/small-migration.ts';

const stack = sharedStack(() => ({ brain: renamingBrain() }));

type File = Parameters<ReturnType<typeof stack>['start']>[0];

/** A command that says in TAP whether something holds, as one test. */
const holds = (name: string, condition: string) =>
  `echo 1..2; echo 'ok 1 - it runs'; if ${condition}; then echo 'ok 2 - ${name}'; else echo 'not ok 2 - ${name}'; exit 1; fi`;
const verify = [
  {
    name: 'word',
    before: holds('word', 'grep -q OLD "$MODULE"'),
    run: holds('word', 'grep -q NEW "$MODULE"'),
    report: 'tap' as const,
  },
];
/** Holds unless both of these modules are migrated: each alone is green. */
const notBoth = (one: string, other: string) => `! { grep -q NEW ${one} && grep -q NEW ${other}; }`;
const suite = (condition: string) => ({
  name: 'suite',
  per: 'migration' as const,
  run: holds('suite', condition),
  report: 'tap' as const,
});

async function start(paths: string[], more: Partial<File>) {
  const repository = await gitRepository(Object.fromEntries(paths.map((path) => [path, 'a word: OLD\n'])));
  const file: File = {
    ...smallMigration(repository.folder),
    modules: { by: 'files', include: ['*.txt'] },
    recipe: [{ run: 'sed -i s/OLD/NEW/ "$MODULE"' }],
    verify,
    approve: { merge: 'none' },
    concurrency: 1,
    deliver: { branch: 'migrated' },
    ...more,
  };
  const migration = await stack().start(file);
  return { ...migration, repository, data: migrationData(stack().dataFolder, migration.id) };
}

describe('the final verification', () => {
  it('finds the module that made the whole red, takes it back, and delivers a branch that is green', async () => {
    const paths = ['a.txt', 'b.txt', 'c.txt', 'd.txt', 'e.txt'];
    const { result, repository, data } = await start(paths, { verify: [...verify, suite(notBoth('b.txt', 'd.txt'))] });
    const report = await result;
    expect(report).toMatchObject({ status: 'completed-with-unresolved', branch: 'migrated' });
    expect(report.modules.map(({ path, state }) => [path, state])).toEqual(
      paths.map((path) => [path, path === 'd.txt' ? 'unresolved' : 'merged']),
    );
    expect(report.modules[3]?.reason).toMatch(
      /^taken back after the final verification: 'suite' of the whole migration is red since it landed \(failing-test: .*\)\. Its commit \w+ is undone by \w+\.$/,
    );
    const { finalVerification } = report;
    expect(finalVerification).toMatchObject({
      verdict: 'verified',
      commit: report.head,
      runs: [
        { subjects: 6, checks: 6, red: [{ path: '.', command: 'suite', blame: { kind: 'module', path: 'd.txt' } }] },
        { subjects: 6, checks: 6, red: [], takenBack: [] },
      ],
    });
    expect(finalVerification?.runs[0]?.takenBack).toMatchObject([{ path: 'd.txt', by: report.head }]);
    for (const path of paths)
      expect(await repository.show('migrated', path)).toBe(`a word: ${path === 'd.txt' ? 'OLD' : 'NEW'}\n`);
    const landed = await data.landed(report.base);
    expect(landed.map(({ module }) => module)).toEqual([...paths, 'd.txt']);
    const message = await repository.git('log', '-1', '--format=%B', 'migrated');
    expect(message).toContain('Drover-Step: roll-back');
    expect(message).toContain(`Takes back ${landed[3]?.commit}.`);
  });
});
