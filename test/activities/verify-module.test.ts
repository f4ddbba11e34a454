import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../src/domain/evidence.ts';
import { activitiesForTest, quietEnvironment } from '../support/ports-for-test.ts';
import { gitRepository } from '../support/git-repository.ts';
import { smallMigration } from '../support/small-migration.ts';
import { wordModule, wordVerify } from '../support/word-module.ts';

const right = wordModule().replace('OLD', 'NEW');

async function begin(changes: object = {}) {
  const repository = await gitRepository({ 'a.js': wordModule() });
  const test = await activitiesForTest({ ...smallMigration(repository.folder), verify: wordVerify, ...changes });
  const { base } = test.prepared;
  const baseline = await test.run('measureBaseline', { ...test.step, start: base });
  const verify = async (content: string, step = 'attempt-1') => {
    const change = { kind: 'write', path: 'a.js', mode: '100644', content: new TextEncoder().encode(content) } as const;
    const input = { subject: 's', migration: 'm', module: 'a.js', step, date: 1 };
    const commit = await test.ports.store.commit(base, [change], input);
    const verdict = await test.run('verifyModule', {
      ...test.step,
      start: base,
      commit,
      baseline: baseline.baseline,
      step,
    });
    const evidence = JSON.parse(new TextDecoder().decode(await test.ports.blobs.get(verdict.evidence))) as Evidence;
    return { verdict, evidence };
  };
  return { ...test, base, baseline, verify };
}

describe('verifyModule', () => {
  it('verifies a change that keeps all tests, and says what it proved', async () => {
    const { verify, baseline } = await begin();
    expect(baseline).toMatchObject({ tests: 2, failing: 0 });
    const { verdict, evidence } = await verify(right);
    expect(verdict).toMatchObject({ verdict: 'verified', tests: { before: 2, after: 2, matched: 2 }, memoised: false });
    expect(evidence).toMatchObject({ path: 'a.js', after: { sandbox: 'bubblewrap', commands: [{ exitCode: 0 }] } });
  });

  it('keeps with it all that is needed to make it again, but for the values of variables', async () => {
    const { verify, baseline } = await begin({
      environment: { env: { LEVEL: 'a value of its own' } },
      setup: { run: 'mkdir -p node_modules', inputs: ['*.js'] },
    });
    const { evidence } = await verify(right);
    expect(evidence).toMatchObject({
      migration: { id: 'm', name: 'small' },
      repository: { ref: 'main', base: evidence.base },
      scope: { role: 'module', paths: ['a.js'], mayChange: ['a.js'], protect: ['.github/**'] },
      setup: { run: 'mkdir -p node_modules', inputs: ['*.js'], network: 'none' },
      variables: ['LEVEL'],
      commands: [{ name: 'test', before: expect.stringContaining('OLD') as string, timeout: 300_000, network: 'none' }],
      rules: { match: 'names' },
      model: { name: 'gpt-5.2-codex', effort: 'medium' },
      round: 1,
      step: 'attempt-1',
    });
    expect(evidence.drover).toMatch(/^\d+\.\d+\.\d+/);
    expect(JSON.stringify(evidence)).not.toContain('a value of its own');
    expect(baseline.memo).toBeUndefined();
    expect(evidence).not.toHaveProperty('baselineMemo');
  });

  it.each([
    ['a test that fails', wordModule(), 'failing-test'],
    ['a test that is gone', right.slice(0, right.indexOf("test('has the wanted")), 'lost-test'],
    [
      'a test that is skipped',
      right.replace("test('has a word', ", "test('has a word', { skip: true }, "),
      'skipped-test',
    ],
    [
      'an assertion that is gone',
      right.replace("  assert.strictEqual(typeof word, 'string');\n", ''),
      'fewer-assertions',
    ],
    ['an assertion of constants', right.replace('(word.length, 3)', '(3, 3)'), 'constant-assertion'],
    ['an empty file', '', 'no-tests'],
  ])('refuses %s', async (_, content, kind) => {
    const { verify } = await begin();
    const { verdict, evidence } = await verify(content);
    expect(verdict.verdict).toBe('rejected');
    expect(evidence.findings.filter((finding) => finding.rejects).map((finding) => finding.kind)).toContain(kind);
  });

  it('does not run the same tree twice, and says so', async () => {
    const { verify } = await begin();
    const first = await verify(right);
    const again = await verify(right, 'attempt-2');
    expect(again.verdict.memoised).toBe(true);
    expect(again.evidence.after).toEqual(first.evidence.after);
  });

  it('kills its commands when it is cancelled', async () => {
    const { run, step, base, baseline } = await begin({
      verify: [{ name: 'slow', before: 'true', run: 'sleep 300', report: 'exit-code' }],
    });
    const environment = quietEnvironment();
    const begun = Date.now();
    const running = run(
      'verifyModule',
      { ...step, start: base, commit: base, baseline: baseline.baseline, step: 'x' },
      environment,
    );
    const beats = new Promise((beat) => environment.once('heartbeat', beat));
    await beats;
    environment.cancel();
    await expect(running).rejects.toThrow(/cancel/i);
    expect(Date.now() - begun).toBeLessThan(60_000);
  });
});
