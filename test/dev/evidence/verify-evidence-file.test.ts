import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verdictOf, type EvidenceCheck } from '../../../src/dev/evidence/check.ts';
import { verifyEvidenceFile } from '../../../src/dev/evidence/verify-evidence-file.ts';
import { digestOf } from '../../../src/dev/evidence/digest-of.ts';
import { readConfig } from '../../../src/config.ts';
import type { Evidence } from '../../../src/domain/evidence.ts';
import { activitiesForTest } from '../../support/ports-for-test.ts';
import { gitRepository } from '../../support/git-repository.ts';
import { smallMigration } from '../../support/small-migration.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { wordModule, wordVerify } from '../../support/word-module.ts';

/** A module that was verified and delivered to its repository, and its evidence. */
async function landed(changes: object = {}) {
  const repository = await gitRepository({ 'a.js': wordModule() });
  const file = { ...smallMigration(repository.folder), verify: wordVerify, ...changes };
  const { run, ports, prepared, step } = await activitiesForTest(file);
  const { base } = prepared;
  const { baseline } = await run('measureBaseline', { ...step, start: base });
  const content = new TextEncoder().encode(wordModule().replace('OLD', 'NEW'));
  const input = { subject: 's', migration: 'm', module: 'a.js', step: 'recipe', date: 1 };
  const head = await ports.store.commit(base, [{ kind: 'write', path: 'a.js', mode: '100644', content }], input);
  const verdict = await run('verifyModule', { ...step, start: base, commit: head, baseline, step: 'recipe' });
  const body = `Approved by: ann\nVerified head: ${head}\nEvidence: ${verdict.evidence}`;
  const merged = await run('mergeModule', { ...step, tip: base, start: base, head, body, date: 1 });
  if (merged.kind !== 'merged') throw new Error('nothing else was merged');
  await ports.store.deliver(merged.commit, repository.folder, 'drover/small', new AbortController().signal);
  const evidence = JSON.parse(new TextDecoder().decode(await ports.blobs.get(verdict.evidence))) as Evidence;
  return { repository, evidence, digest: verdict.evidence };
}

async function check(document: unknown, options: { env?: string[]; repository?: string; acceptUnsafe?: boolean } = {}) {
  const dataFolder = await temporaryFolder();
  const file = join(await temporaryFolder(), 'evidence.json');
  await writeFile(file, JSON.stringify(document, null, 2));
  const announced: string[] = [];
  const checks = await verifyEvidenceFile({
    file,
    repository: options.repository,
    module: undefined,
    given: { env: options.env ?? [], toolchains: undefined, acceptUnsafe: options.acceptUnsafe ?? false },
    config: readConfig({ ...process.env, DROVER_DATA: dataFolder, DROVER_TOOLCHAINS: 'any' }),
    signal: new AbortController().signal,
    tell: () => {},
    announce: (line) => announced.push(line),
  });
  return {
    checks,
    verdict: verdictOf(checks),
    says: saying(checks),
    announced,
    left: await readdir(join(dataFolder, 'evidence')).catch(() => []),
  };
}

function saying(checks: EvidenceCheck[]): string {
  return checks.map(({ state, says }) => `${state}: ${says}`).join('\n');
}

describe('verifyEvidenceFile', () => {
  it('runs the commands again where the module landed, says which, and leaves nothing', async () => {
    const { evidence } = await landed();
    const { verdict, says, announced, left } = await check(evidence);
    expect(says).toContain('says that it landed on this very evidence');
    expect(says).toContain("before the change, command 'test': the same 2 tests with the same outcomes");
    expect(says).toContain("after the change, command 'test': the same 2 tests with the same outcomes");
    expect(says).toContain('the verdict is verified, as it says');
    expect(verdict).toBe('holds');
    expect(announced.join('\n')).toMatch(
      /in the sandbox bubblewrap[^]*test, before: "WORD=OLD node [^]*\(no network\)/,
    );
    expect(left).toEqual([]);
  });

  it('finds a forged outcome, a test that never ran, and a forged verdict', async () => {
    const { evidence } = await landed();
    const forged = structuredClone(evidence);
    const [run] = forged.after.commands;
    const [test] = run?.report.tests ?? [];
    if (run === undefined || test === undefined) throw new Error('there is a test');
    test.outcome = 'failed';
    run.report.tests.push({ id: 'never was', outcome: 'passed' });
    forged.verdict = 'rejected';
    const { verdict, says } = await check(forged);
    expect(verdict).toBe('fails');
    expect(says).toContain(`test '${test.id}': it says failed, and it is passed now`);
    expect(says).toContain("test 'never was': it says passed, and it does not run now");
    expect(says).toContain('it says rejected, and what ran now is verified');
    expect(says).not.toContain('on this very evidence');
  });

  it('finds another commit behind the name that the evidence gives', async () => {
    const { evidence, repository } = await landed();
    // The merged commit has the verified files; the one that is named here has those of before.
    const says = (await check({ ...evidence, head: evidence.base }, { repository: repository.folder })).says;
    expect(says).toContain('has other files than those that were verified');
  });

  it('says how to go on where the commits, the variables or a sandbox are missing', async () => {
    const { evidence } = await landed({ environment: { env: { LEVEL: 'x' } } });
    const elsewhere = await gitRepository({ 'other.js': '' });
    const { verdict, says } = await check(evidence, { repository: elsewhere.folder, env: ['LEVEL=x'] });
    expect([verdict, says]).toEqual(['unknown', expect.stringContaining('name one that has with --repository')]);
    await expect(check(evidence)).rejects.toThrow('--env LEVEL=VALUE');
    const unsafe = { ...evidence, after: { ...evidence.after, sandbox: 'unsafe-process' } };
    await expect(check(unsafe, { env: ['LEVEL=x'] })).rejects.toThrow('--accept-unsafe');
  });

  it.each([
    ['a report without its evidence', { v: 1, modules: [] }, 'a report without its evidence'],
    ['a document that names others', { v: 1, kind: 'migration' }, 'names the verifications by their digests'],
    ['evidence that lacks a field', { v: 1, kind: 'verification' }, 'its field'],
    ['anything else', { hello: 1 }, 'no evidence'],
  ])('refuses %s, with the way to a file that can be checked', async (_, document, why) => {
    await expect(check(document)).rejects.toThrow(why);
    await expect(check(document)).rejects.toThrow('drover report ID --format json');
  });

  it('finds a document of a whole migration that was changed, and a report that says more than its evidence', async () => {
    const facts = { id: 'small-1', status: 'completed', base: '', head: '' };
    const migration = { v: 1, kind: 'migration', ...facts, modules: [] };
    const evidence = digestOf(migration);
    const bundle = { v: 1, ...facts, evidence, modules: [], documents: { [evidence]: migration } };
    expect((await check(bundle)).says).toContain('no module landed');
    const module = { key: 'a', path: 'a.js', state: 'merged' };
    expect((await check({ ...bundle, modules: [module] })).says).toContain("the report says 'a.js merged'");
    const changed = { ...bundle, documents: { [evidence]: { ...migration, status: 'failed' } } };
    expect(await check(changed)).toMatchObject({ verdict: 'fails' });
  });
});
