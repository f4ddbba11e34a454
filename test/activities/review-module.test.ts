import { describe, expect, it } from 'vitest';
import type { ReviewModuleInput } from '../../activities/review-module.ts';
import type { ProviderTraits } from '../../src/dev/rehearsal/provider-traits.ts';
import type { MigrationFileInput } from '../../src/domain/migration-file.ts';
import type { ReviewDocument } from '../../src/domain/review.ts';
import { gitRepository } from '../support/git-repository.ts';
import { activitiesForTest } from '../support/ports-for-test.ts';
import { renamingBrain } from '../support/renaming-brain.ts';
import { smallMigration } from '../support/small-migration.ts';

async function begin(review: MigrationFileInput['review'] = true, traits: ProviderTraits = {}) {
  const { folder } = await gitRepository({ 'a.js': "const word = 'OLD';\n" });
  const file = { ...smallMigration(folder), guide: ['Keep the tabs.'], review };
  const test = await activitiesForTest(file, renamingBrain(), traits);
  const { base } = test.prepared;
  const content = new TextEncoder().encode("const word = 'NEW'; // TODO\neval(word);\n");
  const changes = [{ kind: 'write', path: 'a.js', mode: '100644', content } as const];
  const about = { subject: 's', migration: 'm', module: 'a.js', step: 'x', date: 1 };
  const commit = await test.ports.store.commit(base, changes, about);
  const tests = { before: 2, after: 2, matched: 2 };
  const after = { commands: [{ name: 'test', command: 'node --test', exitCode: 0 }] };
  const evidence = await test.ports.blobs.put(JSON.stringify({ tests, findings: [], after }));
  const input: ReviewModuleInput = { ...test.step, attempt: 1, start: base, commit, evidence };
  const document = async (ref: string) =>
    JSON.parse(new TextDecoder().decode(await test.ports.blobs.get(ref))) as ReviewDocument;
  const sent = async (ref: string | undefined) =>
    JSON.parse(new TextDecoder().decode(await test.ports.blobs.get(ref ?? ''))) as {
      instructions: string;
      text?: { format: { type: string; strict: boolean } };
      tools?: unknown[];
      tool_choice?: unknown;
      input: { content: { text: string }[] }[];
    };
  return { ...test, input, document, sent };
}

describe('reviewModule', () => {
  it('shows a second conversation goal, guide, evidence and change alone, and asks for findings by a schema', async () => {
    const { run, input, document, sent, rehearsal } = await begin();
    const review = await run('reviewModule', input);
    expect(review).toMatchObject({ attempt: 1, findings: 2, severe: 1, usage: { modelCalls: 1 } });
    expect(await document(review.document)).toMatchObject({
      kind: 'review',
      head: input.commit,
      evidence: input.evidence,
      findings: [
        { file: 'a.js', line: 1, kind: 'style', severity: 'low', why: expect.stringMatching(/^Rehearsal: /) },
        { file: 'a.js', line: 2, kind: 'security', severity: 'high' },
      ],
    });
    const body = await sent(review.request);
    expect(body.text?.format).toMatchObject({ type: 'json_schema', strict: true, name: 'report_findings' });
    expect(body.tools).toBe(undefined);
    const [message] = body.input;
    for (const shown of ['Replace old by new.', '1. Keep the tabs.', 'tests: 2 before', "+const word = 'NEW'; // TODO"])
      expect(message?.content[0]?.text).toContain(shown);
    expect(body.input).toHaveLength(1);
    // Recorded for this head: whatever asks again gets the same, and nothing is paid.
    expect(await run('reviewModule', input)).toEqual(review);
    expect(rehearsal.calls()).toHaveLength(1);
    expect(rehearsal.calls()[0]?.key).toContain(`m/${input.module}/round-1/attempt-1/review-1/`);
  });

  it('is asked by the model, with the effort and from the severity on that the file names', async () => {
    const { run, input, document } = await begin({ model: 'gpt-5.1-codex', effort: 'high', severity: 'low' });
    const review = await run('reviewModule', input);
    expect(review).toMatchObject({ model: 'gpt-5.1-codex', findings: 2, severe: 2 });
    expect(await document(review.document)).toMatchObject({ model: 'gpt-5.1-codex', effort: 'high' });
  });

  it('is given as the arguments of a function where a provider knows no formats of texts', async () => {
    const { run, input, rehearsal } = await begin(true, { unknownFields: ['text'] });
    expect(await run('reviewModule', input)).toMatchObject({ findings: 2, severe: 1, usage: { modelCalls: 1 } });
    expect(rehearsal.calls().map(({ status }) => status)).toEqual([400, 200]);
  });

  it('is asked for once more when it can not be read, and then says so; both are paid for', async () => {
    const { run, input, rehearsal, sent, document } = await begin();
    rehearsal.failNext({ kind: 'refusal' });
    const second = await run('reviewModule', input);
    expect(second).toMatchObject({ findings: 2, usage: { modelCalls: 2 } });
    expect((await sent(second.request)).tool_choice).toEqual({ type: 'function', name: 'report_findings' });
    rehearsal.failNext({ kind: 'refusal', times: 2 });
    const failed = await run('reviewModule', { ...input, round: 2 });
    expect(failed).toMatchObject({
      findings: 0,
      why: expect.stringContaining('answered twice'),
      usage: { modelCalls: 2 },
    });
    expect(await document(failed.document)).toMatchObject({ why: failed.why });
  });

  it('says that a change does not fit the model, and pays nothing for that', async () => {
    const { run, input, rehearsal } = await begin();
    rehearsal.failNext({ kind: 'overflow' });
    expect(await run('reviewModule', input)).toMatchObject({
      why: expect.stringContaining('does not fit the model'),
      usage: { modelCalls: 0 },
    });
  });
});
