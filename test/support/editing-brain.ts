import { contentText } from '../../src/core/conversation/content-text.ts';
import { makePatch } from '../../src/dev/demo/make-patch.ts';
import { readConversation } from '../../src/dev/demo/read-conversation.ts';
import type { Brain } from '../../src/dev/rehearsal/brain.ts';

/** Files by path: what is there, or what becomes of it; undefined is a file that goes. */
export type Files = Record<string, string | undefined>;
/** Says which of a module's files change, and into what. */
export type Edit = (files: Record<string, string>, module: string) => Files;

/**
 * A brain for modules of several files: it patches what it was shown at the start, and says that it is done. For the modules in `wrong`,
 * what it makes is spoilt until a message says why the attempt before was refused.
 */
export function editingBrain(edit: Edit, wrong: Record<string, (right: Files) => Files> = {}): Brain {
  return ({ items }) => {
    const { module = '', attempt, refusal, files, calls } = readConversation(items);
    if (calls.includes('apply_patch')) return { text: `${module} is done.`, calls: [] };
    const shown = Object.fromEntries(files);
    const right = edit(shown, module);
    const spoilt = wrong[module]?.(right) ?? right;
    const last = items.findLast((item) => item['role'] === 'user');
    const isChanged = /^Changed so far: /m.test(contentText(last?.['content']));
    const now = isChanged ? { ...shown, ...spoilt } : shown;
    const isForewarned = attempt > 1 && refusal.length > 0;
    const patch = patchOf(now, { ...shown, ...(isForewarned ? right : spoilt) });
    if (patch === undefined) return { text: `${module} is as it should be.`, calls: [] };
    return { text: `I change ${module}.`, calls: [{ tool: 'apply_patch', patch }] };
  };
}

function patchOf(before: Files, after: Files): string | undefined {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const sections = paths.flatMap((path) => section(path, before[path], after[path]));
  return sections.length === 0 ? undefined : ['*** Begin Patch', ...sections, '*** End Patch', ''].join('\n');
}

function section(path: string, before: string | undefined, after: string | undefined): string[] {
  if (before === after) return [];
  if (after === undefined) return [`*** Delete File: ${path}`];
  if (before !== undefined) return makePatch(path, before, after).split('\n').slice(1, -2);
  const lines = after.replace(/\n$/, '').split('\n');
  return [`*** Add File: ${path}`, ...lines.map((line) => `+${line}`)];
}
