import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../src/domain/evidence.ts';
import { gitRepository } from '../support/git-repository.ts';
import { activitiesForTest } from '../support/ports-for-test.ts';
import { smallMigration } from '../support/small-migration.ts';
import { wordModule, wordVerify } from '../support/word-module.ts';

const migrated = wordModule().replace('OLD', 'NEW');
const outer = { goal: 'g', mayChange: ['package.json'] };

/** Measures and verifies the first or last module of a repository of two tests, having changed one file. */
async function verifyOuter(role: 'first' | 'last', content: string, changes: object, change: [string, string]) {
  const repository = await gitRepository({ 'a.js': content, 'b.js': content, 'package.json': '{}\n' });
  const test = await activitiesForTest({ ...smallMigration(repository.folder), verify: wordVerify, ...changes });
  const module = test.prepared[role]?.key ?? '';
  const start = test.prepared.base;
  const baseline = await test.run('measureBaseline', { ...test.step, module, start });
  const [path, text] = change;
  const commit = await test.ports.store.commit(
    start,
    [{ kind: 'write', path, mode: '100644', content: new TextEncoder().encode(text) }],
    { subject: 's', migration: 'm', module: path, step: 'attempt-1', date: 1 },
  );
  const input = { ...test.step, module, start, commit, baseline: baseline.baseline, step: 'attempt-1' };
  const verdict = await test.run('verifyModule', input);
  const evidence = JSON.parse(new TextDecoder().decode(await test.ports.blobs.get(verdict.evidence))) as Evidence;
  return { baseline, verdict, evidence };
}

describe('the first module without verify commands of its own', () => {
  it('is verified while the old tests of the others still run', async () => {
    const { baseline, verdict, evidence } = await verifyOuter('first', wordModule(), { first: outer }, [
      'package.json',
      '{"a":1}\n',
    ]);
    expect(baseline).toMatchObject({ tests: 4, failing: 0 });
    expect(verdict).toMatchObject({ verdict: 'verified', tests: { before: 4, after: 4, matched: 4 } });
    expect(evidence.after.commands).toMatchObject([
      { name: 'test (a.js)', module: 'a.js', command: expect.stringContaining('WORD=OLD') },
      { name: 'test (b.js)', module: 'b.js' },
    ]);
  });

  it('is refused where it breaks them', async () => {
    const broken = { first: { ...outer, mayChange: ['package.json', 'b.js'] } };
    const { verdict } = await verifyOuter('first', wordModule(), broken, ['b.js', migrated]);
    expect(verdict).toMatchObject({ verdict: 'rejected', findings: [expect.stringContaining("'test (b.js)'")] });
  });
});

describe('the last module without verify commands of its own', () => {
  it('is verified while the new tests of the others still run', async () => {
    const { verdict, evidence } = await verifyOuter('last', migrated, { last: outer }, ['package.json', '{"a":1}\n']);
    expect(verdict.verdict).toBe('verified');
    expect(evidence.before.commands.map(({ command }) => command.slice(0, 8))).toEqual(['WORD=NEW', 'WORD=NEW']);
  });

  it('proves nothing where none of them runs', async () => {
    const { baseline } = await verifyOuter('last', '', { last: outer }, ['package.json', '{"a":1}\n']);
    expect(baseline.problem).toContain("verify command 'test (a.js)'");
  });
});

describe('a new check', () => {
  it('runs after the change alone, with the names of the module', async () => {
    const verify = [
      { name: 'suite', run: 'WORD=NEW node --test --test-reporter=junit ./a.js' },
      {
        name: 'clean',
        before: 'none',
        run: 'test "$NAME" = package.json && ! grep -q old "$MODULE"',
        report: 'exit-code',
      },
    ];
    const changes = { last: { ...outer, verify } };
    const good = await verifyOuter('last', migrated, changes, ['package.json', '{"a":1}\n']);
    expect(good.evidence.before).toMatchObject({ commands: [{ name: 'suite' }], newChecks: ['clean'] });
    expect(good.verdict.verdict).toBe('verified');
    const bad = await verifyOuter('last', migrated, changes, ['package.json', '{"old":1}\n']);
    expect(bad.verdict).toMatchObject({
      verdict: 'rejected',
      findings: [expect.stringContaining("'clean', a new check")],
    });
  });
});
