import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { instructions } from '../../src/core/context/instructions.ts';
import { openingMessage } from '../../src/core/context/opening-message.ts';
import { stateMessage } from '../../src/core/context/state-message.ts';
import { applyPatch } from '../../src/core/patch/apply-patch.ts';
import { demoMigration } from '../../src/dev/demo/migration.ts';
import type { Brain, BrainCall } from '../../src/dev/rehearsal/brain.ts';
import type { ConversationItem } from '../../src/domain/conversation.ts';
import { MigrationFile } from '../../src/domain/migration-file.ts';

/** How one attempt ended: what the brain said last, and whether each of its patches was applied. */
export type AttemptEnd = { said: string; turns: number; patches: ('applied' | 'refused')[] };

/**
 * Starts a conversation about one file in `folder`, with the messages that Drover sends. Each call of the function that it returns is one
 * attempt, with the reason why the attempt before was refused; the brain's commands and patches really act on the folder.
 */
export async function converse(
  brain: Brain,
  folder: string,
  module: string,
): Promise<(why: string) => Promise<AttemptEnd>> {
  const file = MigrationFile.parse(demoMigration({ repository: folder, toolchains: [] }));
  const plan = {
    key: 'x',
    path: module,
    role: module === 'package.json' ? 'last' : 'module',
    paths: [module],
    mayChange: [module],
  } as const;
  const shown = [{ path: module, text: await readFile(join(folder, module), 'utf8') }];
  const items: ConversationItem[] = [
    openingMessage({
      file,
      module: { ...plan, paths: [module], mayChange: [module] },
      goal: file.goal,
      verify: file.verify,
      files: shown,
      room: 400_000,
    }),
  ];
  let attempt = 0;

  return async (why) => {
    attempt += 1;
    items.push(stateMessage({ attempt, attempts: 4, changed: [], why }));
    const patches: AttemptEnd['patches'] = [];
    for (let turns = 1; turns <= 20; turns += 1) {
      const answer = brain({ instructions, items: structuredClone(items), tools: [] });
      const said = answer.text ?? '';
      items.push({ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: said }] });
      if (answer.calls.length === 0) return { said, turns, patches };
      for (const call of answer.calls) items.push(...(await carryOut(call, folder, module, patches)));
    }
    throw new Error('The brain did not end its attempt within 20 turns.');
  };
}

async function carryOut(
  call: BrainCall,
  folder: string,
  module: string,
  patches: AttemptEnd['patches'],
): Promise<ConversationItem[]> {
  if (call.tool === 'shell') {
    const run = await execa('sh', ['-c', call.command], {
      cwd: folder,
      env: { MODULE: module },
      reject: false,
      stripFinalNewline: false,
    });
    const output = `exit code: ${run.exitCode}\ntime: 0.0 s\noutput:\n${run.stdout}`;
    return [
      { type: 'function_call', call_id: 'a', name: 'shell', arguments: JSON.stringify({ command: call.command }) },
      { type: 'function_call_output', call_id: 'a', output },
    ];
  }
  if (call.tool === 'other') throw new Error(`Drover has no tool ${call.name}.`);
  const content = await readFile(join(folder, module));
  const result = applyPatch(call.patch, {
    read: (path) => (path === module ? { mode: '100644', content } : undefined),
    mayChange: (path) => path === module,
  });
  if (result.kind !== 'refused') {
    for (const change of result.changes)
      if (change.kind === 'write') await writeFile(join(folder, change.path), change.content);
  }
  patches.push(result.kind === 'refused' ? 'refused' : 'applied');
  const output = result.kind === 'refused' ? result.problems.join('\n') : 'The patch was applied.';
  return [
    { type: 'custom_tool_call', call_id: 'b', name: 'apply_patch', input: call.patch },
    { type: 'custom_tool_call_output', call_id: 'b', output },
  ];
}
