import { describe, expect, it } from 'vitest';
import { gitRepository } from '../support/git-repository.ts';
import { migrationData } from '../support/migration-data.ts';
import { sharedStack } from '../support/shared-stack.ts';
import { renamingBrain } from '../support/renaming-brain.ts';
import { smallMigration } from '../support/small-migration.ts';

const stack = sharedStack(() => ({ brain: renamingBrain({ 'fails.txt': ['BAD'] }) }));

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

  it('takes back what builds on the guilty module, and the last one, which takes away what it needs again', async () => {
    const { result, repository } = await start(['a.txt', 'b.txt', 'c.txt', 'z.md', 'shared.md'], {
      modules: { by: 'files', include: ['*.txt'], mayChange: ['{module}', 'shared.md'] },
      recipe: [{ run: 'sed -i s/OLD/NEW/ "$MODULE"; echo "$MODULE" >> shared.md' }],
      last: { run: 'sed -i s/OLD/NEW/ z.md', mayChange: ['z.md'] },
      verify: [...verify, suite('! grep -q NEW b.txt')],
    });
    const report = await result;
    expect(report).toMatchObject({ status: 'completed-with-unresolved', finalVerification: { verdict: 'verified' } });
    const reasons = Object.fromEntries(report.modules.map(({ path, state, reason }) => [path, [state, reason]]));
    expect(reasons).toEqual({
      'a.txt': ['merged', undefined],
      'b.txt': ['unresolved', expect.stringContaining("'suite' of the whole migration is red since it landed")],
      'c.txt': ['unresolved', expect.stringContaining('it changed the same files after b.txt, which was taken back')],
      'z.md': ['unresolved', expect.stringContaining('modules that had to land before it were taken back')],
    });
    expect(await repository.show('migrated', 'shared.md')).toBe('a word: OLD\na.txt\n');
    expect(await repository.show('migrated', 'z.md')).toBe('a word: OLD\n');
  });

  it('finds that a merge broke a module which was not merged, and delivers nothing when nothing is left', async () => {
    const { result, repository } = await start(['breaks.txt', 'fails.txt', 'helper.md'], {
      modules: { by: 'files', include: ['*.txt'], mayChange: ['{module}', 'helper.md'] },
      recipe: [{ run: '[ "$MODULE" = fails.txt ] || sed -i s/OLD/NEW/ "$MODULE" helper.md' }],
      verify: [
        {
          name: 'word',
          before: holds('word', 'grep -q OLD "$MODULE" && grep -q OLD helper.md'),
          run: holds('word', 'grep -q NEW "$MODULE"'),
          report: 'tap',
        },
      ],
      budget: { attempts: 1 },
    });
    const report = await result;
    expect(report).toMatchObject({
      status: 'completed-with-unresolved',
      branch: null,
      modules: [
        {
          path: 'breaks.txt',
          state: 'unresolved',
          reason: expect.stringContaining("'word' of fails.txt is red since"),
        },
        { path: 'fails.txt', state: 'unresolved', reason: expect.stringContaining('not verified after 1 attempts') },
      ],
      finalVerification: { verdict: 'nothing-merged' },
    });
    expect(await repository.git('branch', '--list', 'migrated')).toBe('');
  });

  it('says plainly what is red without any merged module, too, and delivers what is proved', async () => {
    const { result } = await start(['a.txt'], {
      verify: [...verify, { ...suite('test -e never.md'), before: 'none' }],
    });
    const report = await result;
    expect(report).toMatchObject({
      status: 'completed-with-unresolved',
      branch: 'migrated',
      modules: [{ state: 'merged' }],
      finalVerification: { verdict: 'red-at-base', runs: [{ red: [{ command: 'suite', blame: { kind: 'base' } }] }] },
    });
    expect(report.warnings).toEqual([
      expect.stringContaining(
        "'suite' of the whole migration is red on the branch, and without any merged module, too",
      ),
    ]);
  });

  it('waits while the migration is paused, refuses to steer, and ends when it is cancelled', async () => {
    const { id, result, repository } = await start(['a.txt', 'b.txt'], {
      verify: [...verify, { ...suite('sleep 600'), before: 'none' }],
      concurrency: 3,
    });
    await stack().until(id, ({ final }) => final?.checked === 2);
    const by = { actor: 'ann', channel: 'cli' as const };
    await expect(stack().migrations.retry(id, 'a.txt', by)).rejects.toThrow('being verified as a whole');
    await stack().migrations.pause(id, by);
    await stack().migrations.resume(id, by);
    await stack().migrations.cancel(id, by);
    const report = await result;
    expect(report).toMatchObject({ status: 'cancelled', branch: 'migrated' });
    expect(report.finalVerification).toBeUndefined();
    expect(report.warnings).toContainEqual(expect.stringContaining('delivered without a final verification'));
    expect(await repository.show('migrated', 'b.txt')).toBe('a word: NEW\n');
  });
});

describe('the baseline of the whole migration', () => {
  const red = { ...suite('false'), run: 'echo broken; exit 1', report: 'exit-code' as const };

  it('is measured before anything is paid, and a bad one is refused', async () => {
    const { result, repository } = await start(['a.txt'], { verify: [...verify, red], recipe: [] });
    await expect(result).rejects.toMatchObject({
      cause: { message: expect.stringMatching(/per: migration.*'suite'.*fails before any change.*broken/s) },
    });
    expect(await repository.git('branch', '--list', 'migrated')).toBe('');
  });

  it('is shown by a plan', async () => {
    const repository = await gitRepository({ 'a.txt': 'a word: OLD\n' });
    const file: File = { ...smallMigration(repository.folder), modules: { by: 'files', include: ['*.txt'] }, verify };
    const plan = async (command: typeof red) =>
      (await stack().start({ ...file, verify: [...verify, command] }, { mode: 'plan' })).result;
    expect(await plan(red)).toMatchObject({
      wholeBaseline: { tests: 0, failing: 0, problem: expect.stringContaining("'suite'") },
      modules: [{ state: 'planned' }],
    });
    const green = await plan({ ...red, run: 'true' });
    expect(green.wholeBaseline?.problem).toBeUndefined();
    expect(green.finalVerification).toBeUndefined();
  });
});
