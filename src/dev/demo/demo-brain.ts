import type { Brain, BrainAnswer } from '../rehearsal/brain.ts';
import { faults } from './faults.ts';
import { look } from './look.ts';
import { makePatch } from './make-patch.ts';
import { migratePackageJson } from './migrate-package-json.ts';
import { migrateTestFile } from './migrate-test-file.ts';
import { readConversation, type Conversation } from './read-conversation.ts';

/**
 * The rehearsal model's brain for the demo. Each attempt takes three turns: it looks at the file, patches it, and says that it is
 * done. The files of `faults` go wrong until a later attempt's message says what was refused.
 */
export const demoBrain: Brain = ({ items }) => {
  const conversation = readConversation(items);
  const { module, calls, outputs } = conversation;
  if (module === undefined) return say('No message names the module, so there is nothing that I can do.');
  if (calls.includes('apply_patch')) return say(`${module} no longer uses tape.`);

  const now = outputs.map((output) => look.read(output)).findLast((content) => content !== undefined);
  if (now !== undefined) return patch(module, now, conversation);
  // A second look gives what the first one gave: without this, a file that can't be read would be looked at for ever.
  if (outputs.length > 1) return say(`I can't read ${module}.`);
  return { text: intention(module, conversation), calls: [{ tool: 'shell', command: look.command }] };
};

function say(text: string): BrainAnswer {
  return { text, calls: [] };
}

function intention(module: string, { refusal }: Conversation): string {
  const reason = refusal.find((line) => line.startsWith('- ')) ?? refusal[0];
  const plan = `I look at ${module} as it is now.`;
  return reason === undefined ? plan : `I was told: ${reason.replace(/^- /, '')}\n${plan}`;
}

function patch(module: string, now: string, conversation: Conversation): BrainAnswer {
  // What was shown at the start is still whole, whatever an earlier attempt has lost.
  const right = migrate(module, conversation.files.get(module) ?? now);
  const fault = isForewarned(conversation) ? undefined : faults[module];
  const wanted = fault?.kind === 'content' ? fault.spoil(right) : right;
  if (wanted === now) return say(`${module} is as it should be already.`);
  const made = makePatch(module, now, wanted);
  return {
    text: `I move ${module} to node:test.`,
    calls: [{ tool: 'apply_patch', patch: fault?.kind === 'patch' ? fault.spoil(made) : made }],
  };
}

/** The first attempt is told what the recipe left undone, which is no hint at the faults. */
function isForewarned({ attempt, refusal }: Conversation): boolean {
  return attempt > 1 && refusal.length > 0;
}

function migrate(module: string, content: string): string {
  return module.endsWith('package.json') ? migratePackageJson(content) : migrateTestFile(content);
}
