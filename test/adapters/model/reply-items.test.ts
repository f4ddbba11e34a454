import { expect, test } from 'vitest';
import { replyItems } from '../../../src/adapters/model/reply-items.ts';

test('items stay as the provider sent them', () => {
  const items = [
    { type: 'reasoning', id: 'rs_1', encrypted_content: 'abc', extra: { kept: true } },
    { type: 'function_call', call_id: 'c', name: 'shell', arguments: '{}' },
  ];
  expect(replyItems(items)).toEqual(items);
});

test('a call without call_id gets its own id, or one by its place', () => {
  expect(
    replyItems([
      { type: 'function_call', id: 'fc_1', name: 'shell' },
      null,
      { type: 'custom_tool_call', call_id: '', name: 'apply_patch' },
    ]),
  ).toEqual([
    { type: 'function_call', id: 'fc_1', call_id: 'fc_1', name: 'shell' },
    { type: 'custom_tool_call', call_id: 'call_1', name: 'apply_patch' },
  ]);
});
