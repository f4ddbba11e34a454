import { describe, expect, it } from 'vitest';
import type { ConversationItem } from '../../src/domain/conversation.ts';
import { activitiesForTest } from '../support/ports-for-test.ts';
import { gitRepository } from '../support/git-repository.ts';
import { smallMigration } from '../support/small-migration.ts';

const shell = (command: string): ConversationItem => ({
  type: 'function_call',
  call_id: `c${command.length}`,
  name: 'shell',
  arguments: JSON.stringify({ command }),
});
const patch = (input: string): ConversationItem => ({
  type: 'custom_tool_call',
  call_id: 'p',
  name: 'apply_patch',
  input,
});

async function begin() {
  const repository = await gitRepository({ 'a.js': 'one\ntwo\n', 'b.js': 'b\n', 'sub/c.txt': 'c\n' });
  const test = await activitiesForTest(smallMigration(repository.folder));
  const { base } = test.prepared;
  const conversation = await test.ports.blobs.put(JSON.stringify({ v: 1, parts: [] }));
  const tools = async (items: ConversationItem[], turn = 1) => {
    const reply = await test.ports.blobs.put(JSON.stringify(items));
    const input = {
      ...test.step,
      attempt: 1,
      turn,
      start: base,
      commit: base,
      conversation,
      reply,
      date: 1_700_000_000,
    };
    const result = await test.run('runTools', input);
    const { parts } = JSON.parse(new TextDecoder().decode(await test.ports.blobs.get(result.conversation))) as {
      parts: string[];
    };
    const outputs = JSON.parse(new TextDecoder().decode(await test.ports.blobs.get(parts.at(-1) ?? ''))) as {
      output: string;
    }[];
    const files = await test.ports.store.read(result.commit, ['a.js', 'b.js', 'new.js']);
    const text = (path: string) => (files.has(path) ? new TextDecoder().decode(files.get(path)) : undefined);
    return { result, outputs: outputs.map((item) => item.output), text };
  };
  return { ...test, base, tools };
}

describe('runTools', () => {
  it('ends a command at the time that the model gives it, and says so', async () => {
    const { tools } = await begin();
    const call: ConversationItem = {
      type: 'function_call',
      call_id: 'slow',
      name: 'shell',
      arguments: JSON.stringify({ commands: ['echo begins; sleep 300', 'echo never'], timeout_seconds: 1 }),
    };
    const { outputs } = await tools([call]);
    expect(outputs[0]).toMatch(/ended by a limit: \w+/);
    expect(outputs[0]).toContain('begins');
    expect(outputs[0]).toContain('1 more commands were not run.');
  });

  it('runs calls in their order, each on the commit that the one before made', async () => {
    const { tools, ports, base, step } = await begin();
    const { result, outputs, text } = await tools([
      patch('*** Begin Patch\n*** Update File: a.js\n@@\n-one\n+ONE\n two\n*** End Patch'),
      shell('cat a.js && echo three >> a.js'),
    ]);
    expect(text('a.js')).toBe('ONE\ntwo\nthree\n');
    expect(outputs[1]).toContain('exit code: 0');
    expect(outputs[1]).toContain('output:\nONE\ntwo\n');
    expect(result.commit).not.toBe(base);
    expect(await ports.store.readRef('m', `modules/${step.module}`)).toBe(result.commit);
  });

  it('drops what a command changes outside of the module, and says so', async () => {
    const { tools } = await begin();
    const { outputs, text } = await tools([
      shell('echo x > b.js; echo y > new.js; mkdir -p .git; echo z > .git/config; echo fine >> a.js'),
    ]);
    expect(text('b.js')).toBe('b\n');
    expect(text('new.js')).toBeUndefined();
    expect(text('a.js')).toBe('one\ntwo\nfine\n');
    expect(outputs[0]).toMatch(/not kept: .*b\.js/);
  });

  it('refuses a patch outside of the module or with a context that does not match, and changes nothing', async () => {
    const { tools, base } = await begin();
    const { result, outputs } = await tools([
      patch('*** Begin Patch\n*** Update File: b.js\n@@\n-b\n+B\n*** End Patch'),
      patch('*** Begin Patch\n*** Update File: a.js\n@@\n-nowhere\n+there\n*** End Patch'),
    ]);
    expect(result.commit).toBe(base);
    expect(outputs).toEqual([expect.stringContaining('b.js'), expect.stringContaining('The patch was refused')]);
  });

  it('is not run again by a retry, although its command would do something else the second time', async () => {
    const { tools } = await begin();
    const first = await tools([shell('date +%s%N >> a.js')]);
    const again = await tools([shell('date +%s%N >> a.js')]);
    expect(again.result).toEqual(first.result);
    const nextTurn = await tools([shell('date +%s%N >> a.js')], 2);
    expect(nextTurn.result.commit).not.toBe(first.result.commit);
  });

  it('answers a call of a tool that is not there', async () => {
    const { tools } = await begin();
    const { outputs } = await tools([{ type: 'function_call', call_id: 'x', name: 'browse', arguments: '{}' }]);
    expect(outputs[0]).toContain('browse');
  });

  it('shows no secret and no network to a command', async () => {
    const { tools } = await begin();
    const { outputs } = await tools([shell('env; cat /proc/1/environ; getent hosts example.org || echo no network')]);
    expect(outputs[0]).not.toContain('rehearsal');
    expect(outputs[0]).toContain('no network');
  });

  it('runs a list of commands in one checkout and says of each how it ended', async () => {
    const { tools } = await begin();
    const commands = ['echo more >> a.js', 'exit 3', 'tail -n 1 a.js'];
    const { outputs, text } = await tools([
      { type: 'function_call', call_id: 'x', name: 'shell', arguments: JSON.stringify({ commands }) },
    ]);
    expect(text('a.js')).toBe('one\ntwo\nmore\n');
    expect(outputs[0]).toMatch(
      /^\$ echo more >> a\.js\nexit code: 0\n[^]*\$ exit 3\nexit code: 3\n[^]*\$ tail -n 1 a\.js\nexit code: 0\n.*\nchanged: a\.js\noutput:\nmore\n$/,
    );
  });

  it('keeps the whole of a long output where later calls find it', async () => {
    const { tools } = await begin();
    const { outputs } = await tools([shell('seq 1 30000')]);
    const [, file = ''] = /whole output: "\$OUTPUTS\/(\S+)" in later calls/.exec(outputs[0] ?? '') ?? [];
    expect(outputs[0]).toContain('characters left out');
    const later = await tools(
      [shell(`sed -n 15000p "$OUTPUTS/${file}"; echo x > "$OUTPUTS/${file}" || echo not writable`)],
      2,
    );
    expect(later.outputs[0]).toContain('output:\n15000\nnot writable\n');
    expect(later.outputs[0]).not.toContain('not kept');
  });
});
