import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { message } from '../../../src/core/context/message.ts';
import { estimateTokens } from '../../../src/core/context/estimate-tokens.ts';
import { newestTurns } from '../../../src/core/context/newest-turns.ts';
import { turnLog } from '../../../src/core/context/turn-log.ts';
import type { ConversationItem } from '../../../src/domain/conversation.ts';

const call = (id: string, command = 'ls') => ({
  type: 'function_call',
  call_id: id,
  name: 'shell',
  arguments: JSON.stringify({ command }),
});
const output = (id: string, text = 'done') => ({ type: 'function_call_output', call_id: id, output: text });
const reasoning = { type: 'reasoning', encrypted_content: 'x' };

describe('newestTurns', () => {
  it('keeps whole turns from the end, and none of the messages that are written anew', () => {
    const items = [message('opening'), reasoning, call('a'), output('a'), message('state'), call('b'), output('b')];
    expect(newestTurns(items, 10_000)).toEqual({
      items: [reasoning, call('a'), output('a'), call('b'), output('b')],
      kept: 2,
      dropped: 0,
      whole: true,
    });
    expect(newestTurns(items, estimateTokens([call('b'), output('b')]))).toMatchObject({ kept: 1, dropped: 1 });
  });

  it('cuts the outputs of the newest turn where it alone would be too long', () => {
    const { items, kept } = newestTurns([call('a'), output('a', 'y'.repeat(50_000))], 1_000);
    expect(kept).toBe(1);
    expect(JSON.stringify(items)).toContain('characters left out');
    expect(newestTurns([call('a', 'z'.repeat(50_000)), output('a')], 1_000)).toEqual({
      items: [],
      kept: 0,
      dropped: 1,
      whole: false,
    });
  });

  it('never parts a call from its output, and keeps to the limit', () => {
    const turn = fc
      .tuple(fc.array(fc.string(), { minLength: 1, maxLength: 3 }), fc.nat(300), fc.boolean())
      .map(([names, length, thinks]): ConversationItem[] => [
        ...(thinks ? [reasoning] : []),
        ...names.map((name, index) => call(`${name}-${index}`)),
        ...names.map((name, index) => output(`${name}-${index}`, 'o'.repeat(length))),
      ]);
    fc.assert(
      fc.property(fc.array(turn), fc.nat(2_000), (turns, room) => {
        const { items, kept, dropped } = newestTurns(turns.flat(), room);
        const ids = (type: string) => items.filter((item) => item.type === type).map((item) => item['call_id']);
        expect(ids('function_call')).toEqual(ids('function_call_output'));
        expect(kept + dropped).toBe(turns.length);
        expect(kept === 0 ? 0 : estimateTokens(items)).toBeLessThanOrEqual(room + 1);
      }),
    );
  });
});

describe('turnLog', () => {
  const items = [
    { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'I look\naround.' }] },
    call('a', 'cat a.js'),
    output('a', 'exit code: 0\nhere'),
    { type: 'custom_tool_call', call_id: 'b', name: 'apply_patch', input: '*** Update File: b.js\n@@\n+x' },
    { type: 'custom_tool_call_output', call_id: 'b', output: 'The patch was applied.' },
  ];

  it('has a line for what was said and for each call with how it came out', () => {
    expect(turnLog(items, 10_000).split('\n')).toEqual([
      '- said: I look around.',
      '- shell: cat a.js: exit code: 0 here',
      '- apply_patch: b.js: The patch was applied.',
    ]);
  });

  it('leaves the oldest lines out where it gets too long, and says so', () => {
    expect(turnLog(items, 60)).toBe('(2 older lines left out)\n- apply_patch: b.js: The patch was applied.');
  });
});
