import { contentText } from '../../core/conversation/content-text.ts';
import { startCheckInstructions } from '../../core/models/start-check.ts';
import type { BrainAnswer, BrainRequest } from './brain.ts';

const patch = '*** Begin Patch\n*** Add File: check.txt\n+ok\n*** End Patch\n';

/** The rehearsal's answer to the check before a migration: the call that is asked for. Undefined for all other requests. */
export function startCheckAnswer({ instructions, items }: BrainRequest): BrainAnswer | undefined {
  if (instructions !== startCheckInstructions) return undefined;
  const isPatch = items.some((item) => contentText(item['content']).includes('apply_patch'));
  return { calls: [isPatch ? { tool: 'apply_patch', patch } : { tool: 'shell', command: 'true' }] };
}
