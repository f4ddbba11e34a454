import { expect, test } from 'vitest';
import type { TurnResource } from '../../../src/api/resources/turn-resource.ts';
import { turnLines } from '../../../src/cli/show/turn-lines.ts';
import { noUsage } from '../../../src/core/workflow/no-usage.ts';

const call = { type: 'function_call', call_id: 'c1', name: 'shell', arguments: '{"command":"ls\\nls -l"}' };
const turn: TurnResource = {
  round: 1,
  attempt: 2,
  turn: 3,
  request: {
    digest: 'd'.repeat(64),
    bytes: 12_345,
    known: 1,
    body: {
      model: 'a-model',
      instructions: 'Do it well.',
      reasoning: { effort: 'high' },
      input: [
        { type: 'message', role: 'user', content: 'The goal.' },
        {
          type: 'message',
          role: 'user',
          content: [
            { type: 'input_text', text: 'Like this:' },
            { type: 'input_image', image_url: `data:image/png;base64,${'A'.repeat(400)}` },
          ],
        },
      ],
    },
  },
  reply: {
    digest: 'e'.repeat(64),
    items: [{ type: 'reasoning', summary: [], encrypted_content: 'x'.repeat(900) }, call],
  },
  calls: [{ tool: 'shell', callId: 'c1', input: '$ ls', output: 'exit code: 0' }],
  commit: 'a'.repeat(40),
  recorded: true,
  usage: { ...noUsage, inputTokens: 4_000, cachedTokens: 3_000, outputTokens: 50, microUsd: 20_000 },
};

test('shows what is new in a turn in full, and what the turn before had in a line', () => {
  const text = turnLines(turn, false).join('\n');
  expect(text).toContain('4,000 tokens in (3,000 of them cached), 50 out, 0.02 USD');
  expect(text).toContain('══ Request: a-model, 2 items, 12,345 bytes');
  expect(text).toContain('settings\n{"reasoning":{"effort":"high"}}');
  expect(text).toContain('items 1 to 1: as in the turn before');
  expect(text).not.toContain('The goal.');
  expect(text).toContain('── 2: user\nLike this:\n');
  expect(text).toContain('[image/png, 300 bytes]');
  expect(text).toContain('── 1: reasoning, encrypted: 900 characters');
  expect(text).toContain('── 2: call shell c1\ncommand: ls\nls -l');
  expect(text).toContain('── shell c1\n$ ls\n\n──   what came of it\nexit code: 0');
  expect(text).toContain('journal');
});

test('shows all of it where all is wanted', () => {
  const text = turnLines(turn, true).join('\n');
  expect(text).toContain('── instructions\nDo it well.');
  expect(text).toContain('── 1: user\nThe goal.');
});
