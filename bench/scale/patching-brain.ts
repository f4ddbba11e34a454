import { contentText } from '../../src/core/conversation/content-text.ts';
import type { Brain } from '../../src/dev/rehearsal/brain.ts';

/** Plays a model that patches the module's one line at once, and then says that it is done. */
export const patchingBrain: Brain = ({ items }) => {
  if (items.some(({ type }) => type.endsWith('_output'))) return { text: 'Done.', calls: [] };
  const opening = items.map((item) => contentText(item['content'])).join('\n');
  const module = /^Module: (.*)$/m.exec(opening)?.[1] ?? '';
  const number = Number(/m(\d+)\.js$/.exec(module)?.[1]);
  const patch = [
    '*** Begin Patch',
    `*** Update File: ${module}`,
    '@@',
    `-export const word = 'OLD ${number}';`,
    `+export const word = 'NEW ${number}';`,
    '*** End Patch',
  ].join('\n');
  return { calls: [{ tool: 'apply_patch', patch }] };
};
