import type { ConversationItem } from '../../domain/conversation.ts';
import type { MigrationFile, VerifyCommand } from '../../domain/migration-file.ts';
import type { ModulePlan } from '../../domain/module-plan.ts';
import { message } from './message.ts';

export type ContextFile = { path: string; text: string | undefined };

/** Characters of file contents in the opening; what does not fit is named, and the model can read it with the shell. */
const maxCharacters = 400_000;

/**
 * The first message of a module's conversation: goal and guide word for word, what the module is, how it is verified, and
 * its files. It is written from the plan each time, never from a transcript, so that no compression can lose it.
 */
export function openingMessage(
  file: MigrationFile,
  module: ModulePlan,
  goal: string,
  verify: VerifyCommand[],
  files: ContextFile[],
): ConversationItem {
  const lines = [
    // A line of its own that tools around the model may rely on: it names the module as the plan does.
    `Module: ${module.path}`,
    `May change: ${module.mayChange.join(', ')}`,
    '',
    'Goal:',
    goal.trim(),
    '',
  ];
  if (module.role !== 'module') lines.push('The migration as a whole:', file.goal.trim(), '');
  if (file.guide.length > 0) lines.push('Guide:', ...file.guide.map((rule, index) => `${index + 1}. ${rule}`), '');
  lines.push('Verified by:', ...verify.map((command) => `- ${command.name}: ${command.run}`), '');
  lines.push(...fileBlocks(files));
  return message(lines.join('\n'));
}

function fileBlocks(files: ContextFile[]): string[] {
  const lines: string[] = [];
  const leftOut: string[] = [];
  let room = maxCharacters;
  for (const { path, text } of files) {
    if (text === undefined || text.length > room) {
      leftOut.push(text === undefined ? `${path} (not text)` : `${path} (${text.length} characters)`);
      continue;
    }
    room -= text.length;
    lines.push(`=== FILE ${path}`, text.replace(/\n$/, ''), '=== END FILE ' + path, '');
  }
  if (leftOut.length > 0) lines.push('Not shown, read them with the shell:', ...leftOut.map((path) => `- ${path}`));
  return lines;
}
