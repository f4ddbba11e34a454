import { expect, test } from 'vitest';
import { toolCalls, toolOutput } from '../../../src/core/conversation/tool-calls.ts';
import type { ConversationItem } from '../../../src/domain/conversation.ts';

const call = (name: string, args: string): ConversationItem => ({
  type: 'function_call',
  id: 'fc_1',
  call_id: 'call_1',
  name,
  arguments: args,
});

test('function and custom tool calls are read in order, and other items are passed over', () => {
  const items: ConversationItem[] = [
    { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'x' },
    call('shell', '{"commands":["npm test","npm run lint"]}'),
    { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'hello' }] },
    { type: 'custom_tool_call', call_id: 'call_2', name: 'apply_patch', input: '*** Begin Patch\n*** End Patch\n' },
    { ...call('apply_patch', '{"input":"*** Begin Patch"}'), call_id: 'call_3' },
  ];
  expect(toolCalls(items)).toEqual([
    { callId: 'call_1', carrier: 'function', tool: 'shell', commands: ['npm test', 'npm run lint'] },
    { callId: 'call_2', carrier: 'custom', tool: 'apply_patch', patch: '*** Begin Patch\n*** End Patch\n' },
    { callId: 'call_3', carrier: 'function', tool: 'apply_patch', patch: '*** Begin Patch' },
  ]);
});

test.each([
  ['arguments that end too early', call('shell', '{"command":"npm t'), 'not valid JSON'],
  ['arguments that are missing', { type: 'function_call', call_id: 'call_1', name: 'shell' }, 'there are none'],
  ['a missing field', call('shell', '{"cmd":"ls"}'), "the field 'commands'"],
  ['a field of another type', call('shell', '{"commands":[1]}'), "the field 'commands'"],
  ['no command', call('shell', '{"commands":[]}'), "the field 'commands'"],
  ['arguments that are no object', call('apply_patch', '"*** Begin Patch"'), "string field 'input'"],
  ['arguments that are null', call('apply_patch', 'null'), "string field 'input'"],
  ['a tool that does not exist', call('browser', '{}'), "no tool named 'browser'. The tools are: shell, apply_patch"],
  ['a tool named like a property of all objects', call('constructor', '{}'), "no tool named 'constructor'"],
  [
    'a custom tool that does not exist',
    { type: 'custom_tool_call', call_id: 'call_1', name: 'edit', input: '' },
    "no tool named 'edit'",
  ],
  ['a custom call without input', { type: 'custom_tool_call', call_id: 'call_1', name: 'apply_patch' }, 'no input'],
])('%s becomes an unknown call with a problem', (_, item, problem) => {
  expect(toolCalls([item])).toEqual([
    expect.objectContaining({ callId: 'call_1', tool: 'unknown', problem: expect.stringContaining(problem) }),
  ]);
});

test('a problem quotes long arguments only in part', () => {
  const [unknown] = toolCalls([call('shell', JSON.stringify({ cmd: 'x'.repeat(5000) }))]);
  expect(unknown?.tool === 'unknown' && unknown.problem.length).toBeLessThan(400);
});

test('an output answers its call in the kind of item that the call came in', () => {
  expect(toolOutput({ callId: 'a', carrier: 'function', tool: 'shell', commands: ['ls'] }, 'out')).toEqual({
    type: 'function_call_output',
    call_id: 'a',
    output: 'out',
  });
  expect(toolOutput({ callId: 'b', carrier: 'custom', tool: 'apply_patch', patch: '' }, 'done')).toEqual({
    type: 'custom_tool_call_output',
    call_id: 'b',
    output: 'done',
  });
  expect(toolOutput({ callId: 'c', carrier: 'custom', tool: 'unknown', name: 'x', problem: 'p' }, 'p')).toMatchObject({
    type: 'custom_tool_call_output',
    call_id: 'c',
  });
});

test.each([
  ['one command as a text', '{"commands":"ls"}'],
  ['the name that other harnesses give it', '{"command":"ls"}'],
  ['the parts of a call of the shell', '{"command":["bash","-lc","ls"]}'],
])('takes %s', (_, given) => {
  expect(toolCalls([call('shell', given)])).toMatchObject([{ tool: 'shell', commands: ['ls'] }]);
});

test.each([
  [{ timeout_seconds: 30 }, 30],
  [{ timeout_ms: 1_500 }, 1.5],
  [{ timeout_seconds: null }, undefined],
  [{ timeout_seconds: -1 }, undefined],
])('a time limit of the model is read: %j', (given, timeout) => {
  const [read] = toolCalls([
    { type: 'function_call', call_id: 'c', name: 'shell', arguments: JSON.stringify({ commands: ['ls'], ...given }) },
  ]);
  expect(read).toEqual({
    ...{ callId: 'c', carrier: 'function', tool: 'shell', commands: ['ls'] },
    ...(timeout !== undefined && { timeout }),
  });
});
