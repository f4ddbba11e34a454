import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { BatchMember } from '../../activities/verify-batch.ts';
import { readConfig } from '../../src/config.ts';
import { verdictOf } from '../../src/dev/evidence/check.ts';
import { verifyEvidenceFile } from '../../src/dev/evidence/verify-evidence-file.ts';
import type { CommandRun, Evidence } from '../../src/domain/evidence.ts';
import { gitRepository } from '../support/git-repository.ts';
import { activitiesForTest } from '../support/ports-for-test.ts';
import { smallMigration } from '../support/small-migration.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const stamp = 'echo at $(date +%s%N)';
const own = { name: 'own', before: 'true', run: `grep -q NEW "$MODULE" && ${stamp}`, report: 'exit-code' as const };
const whole = { name: 'whole', before: 'true', run: `cat *.txt && ${stamp}`, report: 'exit-code' as const };

/** Two modules, merged one after the other and verified together; what the commands of each said, and their evidence. */
async function together(
  verify: (typeof own)[],
  texts: Record<string, string> = { 'a.txt': 'NEW\n', 'b.txt': 'NEW\n' },
) {
  const repository = await gitRepository({ 'a.txt': 'OLD\n', 'b.txt': 'OLD\n' });
  const file = { ...smallMigration(repository.folder), modules: { by: 'files' as const, include: ['*.txt'] }, verify };
  const { run, ports, prepared, step } = await activitiesForTest(file);
  const { base, plan, modules } = prepared;
  const members: BatchMember[] = [];
  let tip = base;
  for (const { key, path } of modules) {
    const { baseline } = await run('measureBaseline', { ...step, module: key, start: base });
    const content = new TextEncoder().encode(texts[path]);
    const input = { subject: 's', migration: 'm', module: path, step: 'recipe', date: 1 };
    const head = await ports.store.commit(base, [{ kind: 'write', path, mode: '100644', content }], input);
    const merged = await run('mergeModule', { ...step, module: key, tip, start: base, head, body: '', date: 1 });
    if (merged.kind !== 'merged') throw new Error('nothing conflicts');
    members.push({ key, round: 1, baseline, from: tip, to: merged.commit });
    tip = merged.commit;
  }
  const keys = modules.map(({ key }) => key);
  const verifyAll = (suspects: string[], others: string[]) =>
    run('verifyBatch', { v: 1, migration: 'm', plan, tip: base, commit: tip, members, suspects, others });
  const evidenceOf = async (ref: string) =>
    JSON.parse(new TextDecoder().decode(await ports.blobs.get(ref))) as Evidence;
  const deliver = () => ports.store.deliver(tip, repository.folder, 'drover/small', new AbortController().signal);
  return { keys, verifyAll, evidenceOf, deliver, repository };
}

async function tails(verify: (typeof own)[], name: string): Promise<number> {
  const { keys, verifyAll, evidenceOf } = await together(verify);
  const { verdicts } = await verifyAll([], keys);
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(['verified', 'verified']);
  const all = await Promise.all(verdicts.map(({ evidence }) => evidenceOf(evidence)));
  const runs = all.flatMap(({ after }) => after.commands.filter((one: CommandRun) => one.name === name));
  return new Set(runs.map(({ tail }) => tail)).size;
}

it('runs a command once that does the same for each module, and any other one for each', async () => {
  expect(await tails([own, whole], 'whole')).toBe(1);
  expect(await tails([own, whole], 'own')).toBe(2);
});

it('runs a common command again where one of the module itself comes after it, which may need what it left', async () => {
  const needs = { ...own, run: `${own.run} && test -e built` };
  const builds = { ...whole, run: `touch built && ${stamp}` };
  expect(await tails([builds, needs], 'whole')).toBe(2);
});

it('looks at the suspects first, and at no other one when they are red', async () => {
  const { keys, verifyAll } = await together([own], { 'a.txt': 'BAD\n', 'b.txt': 'NEW\n' });
  const [a = '', b = ''] = keys;
  expect((await verifyAll([a], [b])).verdicts).toMatchObject([{ key: a, verdict: 'rejected' }]);
  expect((await verifyAll([b], [a])).verdicts).toMatchObject([
    { key: b, verdict: 'verified' },
    { key: a, verdict: 'rejected' },
  ]);
});

it('leaves evidence that speaks of each own change alone, and can be checked again', async () => {
  const { keys, verifyAll, evidenceOf, deliver, repository } = await together([own, whole]);
  const { verdicts } = await verifyAll([], keys);
  await deliver();
  const [first] = verdicts;
  const evidence = await evidenceOf(first?.evidence ?? '');
  expect(evidence).toMatchObject({ path: 'a.txt', batch: { modules: ['a.txt', 'b.txt'], once: ['whole'] } });
  const document = join(await temporaryFolder(), 'evidence.json');
  await writeFile(document, JSON.stringify(evidence));
  const checks = await verifyEvidenceFile({
    file: document,
    repository: repository.folder,
    module: undefined,
    given: { env: [], toolchains: undefined, acceptUnsafe: false },
    config: readConfig({ ...process.env, DROVER_DATA: await temporaryFolder(), DROVER_TOOLCHAINS: 'any' }),
    signal: new AbortController().signal,
    tell: () => {},
    announce: () => {},
  });
  expect([verdictOf(checks), checks.map(({ says }) => says)]).toEqual(['holds', expect.any(Array)]);
});
