import { contentText } from '../../src/core/conversation/content-text.ts';
import type { Brain, BrainRequest } from '../../src/dev/rehearsal/brain.ts';

/** True when a model is asked for the summary of its conversation. */
export function asksForSummary({ items }: Pick<BrainRequest, 'items'>): boolean {
  return contentText(items.at(-1)?.['content']).startsWith('Summarize the conversation so far');
}

/** A brain that summarizes in the words given when it is asked to, and else answers as another. */
export function summarizingBrain(summary: string, brain: Brain): Brain {
  return (request) => (asksForSummary(request) ? { text: summary, calls: [] } : brain(request));
}
