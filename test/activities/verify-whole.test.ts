import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FinalEvidence, FinalSubject } from '../../src/domain/final-verification.ts';
import { gitRepository } from '../support/git-repository.ts';
import { until } from '../support/migration-stack.ts';
import { activitiesForTest } from '../support/ports-for-test.ts';
import { runningCommands } from '../support/running-commands.ts';
import { smallMigration } from '../support/small-migration.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A migration with commands of its own beside those of its one module, with all its baselines measured. */
async function begin(suite: { run: string; before?: string }, more: object = {}) {
  const repository = await gitRepository({ 'a.js': 'OLD\n' });
  const file = {
    ...smallMigration(repository.folder),
    verify: [
      { name: 'word', before: 'grep OLD "$MODULE"', run: 'grep NEW "$MODULE"', report: 'exit-code' as const },
      { name: 'suite', per: 'migration' as const, report: 'exit-code' as const, ...suite },
    ],
    ...more,
  };
  const test = await activitiesForTest(file);
  const { base, plan } = test.prepared;
  const measured = await test.run('measureBaseline', { ...test.step, module: '.', start: base });
  await test.run('measureBaseline', { ...test.step, start: base });
  const content = new TextEncoder().encode('NEW\n');
  const tip = await test.ports.store.commit(base, [{ kind: 'write', path: 'a.js', mode: '100644', content }], {
    ...{ subject: 's', migration: 'm', module: 'a.js', step: 'merge', date: 1 },
  });
  const subject = (key: string, side: FinalSubject['side']) => ({
    ...{ key, path: key === '.' ? '.' : 'a.js', side, round: 1, start: base },
  });
  const verify = (commit: string, ...subjects: (FinalSubject & { only?: string[] })[]) =>
    test.run('verifyWhole', { v: 1, migration: 'm', plan, commit, salt: 'final-m', subjects });
  const evidence = async (ref: string | undefined) =>
    JSON.parse(new TextDecoder().decode(await test.ports.blobs.get(ref ?? ''))) as FinalEvidence;
  return { ...test, base, tip, measured, subject, verify, evidence, module: test.step.module };
}

describe('verifyWhole', () => {
  it('runs what modules and the whole are judged by, with MODULE and NAME of the whole', async () => {
    const { verify, subject, tip, module, measured, run } = await begin({ run: 'test "$MODULE $NAME" = ". small"' });
    expect(measured).toMatchObject({ tests: 0, failing: 0 });
    const subjects = [subject('.', 'run'), subject(module, 'run')];
    expect(await verify(tip, ...subjects)).toMatchObject({ checks: 2, notable: [] });
    const { evidence } = await run('gatherChecks', { v: 1, migration: 'm', commit: tip, subjects });
    expect(evidence).toMatch(/^[0-9a-f]{64}$/);
  });

  it('judges a module that is not merged by its old commands, and finds what broke it', async () => {
    const { verify, subject, base, tip, module, evidence } = await begin({ run: 'true' });
    expect(await verify(base, subject(module, 'before'))).toMatchObject({ checks: 1, notable: [] });
    const { notable } = await verify(tip, subject(module, 'before'));
    expect(notable).toMatchObject([
      { path: 'a.js', command: 'word', verdict: 'red', findings: [expect.stringContaining('command-failed')] },
    ]);
    // It was run again, and was red again.
    expect(await evidence(notable[0]?.evidence)).toMatchObject({
      verdict: 'red',
      after: [{}, {}],
      before: { commit: base },
    });
  });

  it('has nothing to say of a module whose baseline was never measured', async () => {
    const { verify, subject, tip, module } = await begin({ run: 'true' });
    expect(await verify(tip, { ...subject(module, 'before'), round: 2 })).toMatchObject({ checks: 0, notable: [] });
  });

  it('makes the environment anew, once for all', async () => {
    const setup = { run: 'mkdir made && date +%N > made/stamp' };
    const { verify, subject, tip, base, module, ports, run, prepared } = await begin(
      { run: 'cat made/stamp' },
      { setup },
    );
    const before = await run('prepareEnvironment', { v: 1, migration: 'm', plan: prepared.plan, commit: base });
    const { environment } = await verify(tip, subject('.', 'run'));
    expect(environment).not.toBe(before.environment);
    expect((await verify(tip, subject(module, 'run'))).environment).toBe(environment);
    expect(await ports.records.list('m', 'final/')).toHaveLength(2);
  });

  it('marks what is green when it is run again at the same commit as flaky', async () => {
    const folder = await temporaryFolder();
    const bin = join(folder, 'bin');
    await mkdir(bin);
    const flag = join(bin, 'seen');
    // Red until somebody outside has seen it run, which the first run waits for.
    const script = `#!/bin/sh\n[ -e ${flag} ] && exit 0\nwhile ! [ -e ${flag} ]; do sleep 0.05; done\nexit 1\n`;
    await writeFile(join(bin, 'flaky'), script, { mode: 0o755 });
    const { verify, subject, tip, evidence } = await begin(
      { before: 'true', run: 'flaky' },
      { environment: { path: [bin] } },
    );
    const seen = until(
      async () => runningCommands(join(bin, 'flaky')),
      (found) => found.length > 0,
    ).then(() => writeFile(flag, ''));
    const { notable } = await verify(tip, subject('.', 'run'));
    await seen;
    expect(notable).toMatchObject([{ command: 'suite', verdict: 'flaky' }]);
    expect((await evidence(notable[0]?.evidence)).after.map(({ commands }) => commands[0]?.exitCode)).toEqual([1, 0]);
  });
});
