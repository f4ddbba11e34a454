import { look } from '../../src/dev/demo/look.ts';
import { makePatch } from '../../src/dev/demo/make-patch.ts';
import { readConversation } from '../../src/dev/demo/read-conversation.ts';
import type { Brain, BrainAnswer } from '../../src/dev/rehearsal/brain.ts';

/** Says what a module's file becomes. */
export type Rewrite = (content: string, module: string) => string;

/**
 * A brain that rewrites each module's file: it looks at the file, patches it, and says that it is done. For the modules in `wrong`, what it
 * makes is spoilt until a message says why the attempt before was refused.
 */
export function rewritingBrain(rewrite: Rewrite, wrong: Record<string, (right: string) => string> = {}): Brain {
  return ({ items }) => {
    const { module = '', attempt, refusal, files, calls, outputs } = readConversation(items);
    if (calls.includes('apply_patch')) return say(`${module} is done.`);
    const now = outputs.map((output) => look.read(output)).findLast((content) => content !== undefined);
    if (now === undefined) return { text: `I look at ${module}.`, calls: [{ tool: 'shell', command: look.command }] };
    const right = rewrite(files.get(module) ?? now, module);
    const isForewarned = attempt > 1 && refusal.length > 0;
    const wanted = isForewarned ? right : (wrong[module]?.(right) ?? right);
    if (wanted === now) return say(`${module} is as it should be.`);
    return { text: `I rewrite ${module}.`, calls: [{ tool: 'apply_patch', patch: makePatch(module, now, wanted) }] };
  };
}

function say(text: string): BrainAnswer {
  return { text, calls: [] };
}
