import { describe, expect, it } from 'vitest';
import type { Compression, CompressContextInput } from '../../activities/compress-context.ts';
import { extendConversation, readConversation } from '../../activities/support/conversation.ts';
import { contentText } from '../../src/core/conversation/content-text.ts';
import type { ConversationItem } from '../../src/domain/conversation.ts';
import type { Ports } from '../../activities/ports.ts';
import type { Brain } from '../../src/dev/rehearsal/brain.ts';
import { gitRepository } from '../support/git-repository.ts';
import { activitiesForTest } from '../support/ports-for-test.ts';
import { smallMigration } from '../support/small-migration.ts';
import { summarizingBrain } from '../support/summarizing-brain.ts';
import { wordModule } from '../support/word-module.ts';

const quiet: Brain = () => ({ text: '', calls: [{ tool: 'shell', command: 'true' }] });

/** What a turn with a command adds to a conversation, with an output of so many characters. */
function turn(name: string, characters: number): ConversationItem[] {
  return [
    { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: `I look at ${name}.` }] },
    { type: 'function_call', call_id: name, name: 'shell', arguments: JSON.stringify({ command: `cat ${name}` }) },
    { type: 'function_call_output', call_id: name, output: `${name} ${'x'.repeat(characters)}` },
  ];
}

async function begin(brain: Brain, compaction: 'offered' | 'missing' = 'missing') {
  const repository = await gitRepository({ 'a.js': wordModule() });
  const test = await activitiesForTest(
    { ...smallMigration(repository.folder), guide: ['Keep the tabs.', 'Keep the names.'] },
    brain,
    { compaction },
  );
  const { base } = test.prepared;
  const content = new TextEncoder().encode(wordModule().replace('OLD', 'NEW'));
  const changes = [{ kind: 'write', path: 'a.js', mode: '100644', content } as const];
  const input = { subject: 's', migration: 'm', module: 'a.js', step: 'x', date: 1 };
  const commit = await test.ports.store.commit(base, changes, input);
  const finding = { kind: 'failing-test', rejects: true, subject: 't', detail: "'the third test' fails now" };
  const evidence = await test.ports.blobs.put(JSON.stringify({ findings: [finding] }));
  const work: CompressContextInput = {
    ...test.step,
    attempt: 2,
    turn: 5,
    number: 1,
    why: 'threshold',
    start: base,
    commit,
    model: { name: 'gpt-5.2-codex', effort: 'medium', inputLimit: 272_000 },
    feedback: { kind: 'refused', evidence },
  };
  return { ...test, work };
}

const textOf = async (ports: Ports, { conversation }: Pick<Compression, 'conversation'>) =>
  (await readConversation(ports.blobs, conversation))
    .map((item) => contentText(item['content'] ?? item['output']))
    .join('\n');

const never = ['Replace old by new.', '1. Keep the tabs.\n2. Keep the names.', 'Module: a.js', 'May change: a.js'];
const always = [...never, 'node --test', 'Attempt 2 of 4.', "'the third test' fails now", 'Changed so far: a.js'];

describe('compressContext', () => {
  it('puts the summary of the model in the place of old turns, and keeps the newest word for word', async () => {
    const { run, ports, rehearsal, work } = await begin(summarizingBrain('The tabs matter most.', quiet));
    const turns = [...turn('one', 300_000), ...turn('two', 20_000), ...turn('three', 20_000)];
    const conversation = await extendConversation(ports.blobs, undefined, turns);
    const result = await run('compressContext', { ...work, conversation });
    expect(result).toMatchObject({
      how: 'summary',
      from: conversation,
      turns: { kept: 2, dropped: 1 },
      problems: [expect.stringContaining('does not compact')],
      usage: { modelCalls: 1 },
    });
    expect(result.before).toBeGreaterThan(80_000);
    expect(result.after).toBeLessThan(15_000);
    const text = await textOf(ports, result);
    for (const kept of [...always, 'The tabs matter most.', 'I look at two.', 'three x']) expect(text).toContain(kept);
    expect(text).not.toContain('I look at one.');
    expect(rehearsal.calls().at(-1)?.key).toContain('/round-1/attempt-2/turn-5-compression-1/');
  });

  it('lets the provider compact where it can, and pays for that once', async () => {
    const { run, ports, rehearsal, work } = await begin(quiet, 'offered');
    const conversation = await extendConversation(ports.blobs, undefined, [...turn('one', 300_000), ...turn('two', 9)]);
    const result = await run('compressContext', { ...work, conversation });
    expect(result).toMatchObject({ how: 'compacted', problems: [], usage: { modelCalls: 1 } });
    const asked = rehearsal.calls().length;
    const items = await readConversation(ports.blobs, result.conversation);
    expect(items.some(({ type }) => type === 'compaction')).toBe(true);
    for (const kept of always) expect(await textOf(ports, result)).toContain(kept);
    await run('compressContext', { ...work, turn: 5, conversation });
    expect(rehearsal.calls().length).toBe(asked);
  });

  it('is recorded, and not paid again by a retry', async () => {
    const { run, ports, rehearsal, work } = await begin(summarizingBrain('So it was.', quiet));
    const conversation = await extendConversation(ports.blobs, undefined, [...turn('one', 300_000), ...turn('two', 9)]);
    const first = await run('compressContext', { ...work, conversation });
    const asked = rehearsal.calls().length;
    expect(await run('compressContext', { ...work, conversation })).toEqual(first);
    expect(rehearsal.calls().length).toBe(asked);
    const name = `modules/${work.module}/round-1/attempt-2/turn-5/compression-1`;
    expect(await ports.records.read('m', name)).toMatchObject({ result: first });
  });

  it.each([
    ['answers without words', quiet, undefined],
    ['refuses the summary, too, as too long', summarizingBrain('never', quiet), 'overflow'],
    ['refuses the key', summarizingBrain('never', quiet), '401'],
  ] as const)('tells what was done, turn by turn, where the provider %s', async (_, brain, kind) => {
    const { run, ports, rehearsal, work } = await begin(brain);
    if (kind !== undefined) rehearsal.failNext({ kind, times: 1 });
    const conversation = await extendConversation(ports.blobs, undefined, [...turn('one', 300_000), ...turn('two', 9)]);
    const result = await run('compressContext', { ...work, conversation });
    expect(result).toMatchObject({
      how: 'truncated',
      turns: { kept: 1, dropped: 1 },
      problems: [expect.any(String), expect.any(String)],
    });
    const text = await textOf(ports, result);
    for (const kept of [...always, '- said: I look at one.', '- shell: cat one: one xxx']) expect(text).toContain(kept);
  });

  it('still tells in the second such list what the first one told', async () => {
    const { run, ports, work } = await begin(quiet);
    let conversation = await extendConversation(ports.blobs, undefined, [...turn('one', 100_000), ...turn('two', 9)]);
    ({ conversation } = await run('compressContext', { ...work, conversation }));
    conversation = await extendConversation(ports.blobs, conversation, [...turn('three', 100_000), ...turn('four', 9)]);
    const text = await textOf(ports, await run('compressContext', { ...work, number: 2, turn: 6, conversation }));
    for (const kept of ['- said: I look at one.', '- said: I look at three.']) expect(text).toContain(kept);
  });

  it('shows fewer files where an opening without any transcript did not fit', async () => {
    const { run, ports, work } = await begin(quiet);
    const small = { ...work.model, inputLimit: 900 };
    const result = await run('compressContext', { ...work, why: 'overflow', model: small });
    expect(result).toMatchObject({ how: 'truncated', turns: { kept: 0, dropped: 0 }, usage: { modelCalls: 0 } });
    const whole = await run('compressContext', { ...work, why: 'threshold', number: 2, model: small });
    expect(await textOf(ports, whole)).toContain('=== FILE a.js');
    const text = await textOf(
      ports,
      await run('compressContext', { ...work, why: 'overflow', number: 3, model: small }),
    );
    expect(text).not.toContain('=== FILE a.js');
    for (const kept of always) expect(text).toContain(kept);
  });

  it('keeps goal, guide, plan, verification, attempt, failing tests and changed files through ten compressions', async () => {
    const { run, ports, work } = await begin(summarizingBrain('A summary.', quiet));
    let conversation: string | undefined;
    const hows = new Set<string>();
    for (let number = 1; number <= 10; number += 1) {
      const turns = [...turn(`old ${number}`, 120_000), ...turn(`new ${number}`, 100)];
      conversation = await extendConversation(ports.blobs, conversation, turns);
      const result = await run('compressContext', { ...work, turn: 5 + number, conversation });
      hows.add(result.how);
      conversation = result.conversation;
      const text = await textOf(ports, result);
      for (const kept of [...always, `new ${number}`]) expect(text).toContain(kept);
      expect(text.match(/Your own summary/g)).toHaveLength(1);
    }
    expect([...hows]).toEqual(['summary']);
  });
});
