import type { ConversationItem } from '../../domain/conversation.ts';
import type { MigrationFile, VerifyCommand } from '../../domain/migration-file.ts';
import type { ModulePlan } from '../../domain/module-plan.ts';
import type { ContextFile } from './context-file.ts';
import { guideLines } from './guide-lines.ts';
import { fileBlocks } from './file-blocks.ts';
import { message } from './message.ts';

/** A text about a file or a module: an outline, uses, a diff. */
export type Excerpt = { path: string; text: string };

export type Opening = {
  file: MigrationFile;
  /** Rules that people have added to the file's guide. */
  rules?: string[];
  module: ModulePlan;
  goal: string;
  verify: VerifyCommand[];
  /** The group that it is a member of: its name, the others' paths, and the commands that judge it as a whole. */
  group?: { name: string; others: string[]; verify: VerifyCommand[] };
  /** How the tests were before the change, in words; none where that is not known. */
  baseline?: string;
  files: ContextFile[];
  /** Characters of file contents. */
  room: number;
  /** Outlines of the files that the module uses, and how other files use the module. */
  dependencies?: Excerpt[];
  dependants?: Excerpt[];
  /** Diffs of commits that were made by hand. */
  handMade?: Excerpt[];
  /** Diffs of modules that were merged before. */
  examples?: Excerpt[];
};

/**
 * The first message of a module's conversation: goal and guide word for word, how it is verified, what the module is, its files and
 * what is around them. What all modules share comes first, so that providers can cache it; the order is always the same. It is written from
 * the plan and the commit each time, never from a transcript, so that no compression can lose it.
 */
export function openingMessage(opening: Opening): ConversationItem {
  const { file, rules = [], module, goal, verify, baseline, files, room } = opening;
  const { dependencies = [], dependants = [], handMade = [], examples = [] } = opening;
  const lines = ['Goal:', goal.trim(), ''];
  if (module.role !== 'module') lines.push('The migration as a whole:', file.goal.trim(), '');
  lines.push(...guideLines([...file.guide, ...rules]));
  lines.push('Verified by:', ...verify.map((command) => `- ${command.name}: ${command.run}`), '');
  lines.push(...excerpts('How it was done by hand, for you to follow', handMade));
  // A line of its own that tools around the model may rely on: it names the module as the plan does.
  lines.push(`Module: ${module.path}`, `May change: ${module.mayChange.join(', ')}`, '');
  lines.push(...generatedLines(file));
  lines.push(...groupLines(opening.group));
  if (baseline !== undefined) lines.push('Before the change:', baseline, '');
  lines.push(...fileBlocks(files, room));
  lines.push(...excerpts('Outlines of files that it uses and that stay as they are', dependencies));
  lines.push(...excerpts('How other files use it', dependants));
  lines.push(...excerpts('How other modules of this migration were changed, verified and merged', examples));
  return message(lines.join('\n').trimEnd());
}

function generatedLines({ generated = [] }: MigrationFile): string[] {
  if (generated.length === 0) return [];
  return [
    'Generated files, which it may change, too; when it is merged they are made anew:',
    ...generated.map(({ paths, command }) => `- ${paths.join(', ')}: ${command}`),
    '',
  ];
}

const shownMembers = 100;

function groupLines(group: Opening['group']): string[] {
  if (group === undefined) return [];
  const { name, others, verify } = group;
  const more = others.length > shownMembers ? ` and ${others.length - shownMembers} more` : '';
  return [
    `It is one of the group '${name}', whose modules are changed side by side by the same goal and can only be green together. The others: ${others.slice(0, shownMembers).join(', ')}${more}.`,
    'Change this module as if they had been changed already. Merged with them, it is verified by:',
    ...verify.map((command) => `- ${command.name}: ${command.run}`),
    '',
  ];
}

function excerpts(title: string, all: Excerpt[]): string[] {
  if (all.length === 0) return [];
  return [`${title}:`, '', ...all.flatMap(({ path, text }) => [`--- ${path}`, text.trimEnd(), ''])];
}
