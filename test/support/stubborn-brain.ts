import { contentText } from '../../src/core/conversation/content-text.ts';
import { moduleOf } from '../../src/dev/rehearsal/module-of.ts';
import type { Brain, BrainCall } from '../../src/dev/rehearsal/brain.ts';

/**
 * A brain that makes the same call again and again and never says that it is done. Where it is told that another model was at work before,
 * it replaces OLD by NEW in its module instead.
 */
export function stubbornBrain(call: BrainCall): Brain {
  return ({ items }) => {
    const texts = items.filter((item) => item['role'] === 'user').map((item) => contentText(item['content']));
    if (!texts.some((text) => text.includes("was another model's"))) return { calls: [call] };
    if (items.some((item) => item.type.endsWith('_output'))) return { text: 'Done.', calls: [] };
    return { calls: [{ tool: 'shell', command: `sed -i s/OLD/NEW/ ${moduleOf(items)}` }] };
  };
}
