import { evidenceLines } from '../evidence/evidence-lines.ts';
import { guideLines } from '../context/guide-lines.ts';
import { message } from '../context/message.ts';
import type { ConversationItem } from '../../domain/conversation.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { MigrationFile } from '../../domain/migration-file.ts';
import type { ModulePlan } from '../../domain/module-plan.ts';

export type Reviewed = {
  file: MigrationFile;
  /** Rules that people have added to the file's guide. */
  rules?: string[];
  module: ModulePlan;
  goal: string;
  evidence: Evidence;
  diff: string;
  /** How many characters of the diff fit; its middle is left out beyond that, and that is said. */
  room: number;
};

/** All that a reviewer sees: goal, guide, what was verified, and the change; nothing of the conversation that made it. */
export function reviewMessage({ file, rules = [], module, goal, evidence, diff, room }: Reviewed): ConversationItem {
  const { tests, findings, after } = evidence;
  const noted = evidenceLines(findings);
  const lines = [
    `Module: ${module.path}`,
    `May change: ${module.mayChange.join(', ')}`,
    '',
    'Goal:',
    goal.trim(),
    '',
    ...(module.role === 'module' ? [] : ['The migration as a whole:', file.goal.trim(), '']),
    ...guideLines([...file.guide, ...rules]),
    'Verified:',
    `- tests: ${tests.before} before, ${tests.after} after, ${tests.matched} the same`,
    ...after.commands.map(({ name, command, exitCode }) => `- ${name}: ${command}: exit code ${exitCode}`),
    ...(noted === '' ? [] : [noted]),
    '',
    '=== DIFF',
    shorten(diff, room),
    '=== END DIFF',
  ];
  return message(lines.join('\n'));
}

function shorten(diff: string, room: number): string {
  if (diff.length <= room) return diff.trimEnd();
  const half = Math.floor(room / 2);
  return `${diff.slice(0, half)}\n[... ${diff.length - 2 * half} characters of the diff are left out: say so in a finding if they matter ...]\n${diff.slice(-half)}`;
}
