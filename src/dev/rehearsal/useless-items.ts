import type { ResponseOutputItem } from 'openai/resources/responses/responses';
import type { FailurePlan } from './failure-plan.ts';

/** The items of an answer that is whole and of no use, if the plan asks for one: a refusal, or a call that can't be carried out. */
export function useless(plan: FailurePlan | undefined, bodyHash: string): ResponseOutputItem[] | undefined {
  const id = bodyHash.slice(0, 40);
  const call = { type: 'function_call', id: `fc_${id}`, call_id: `call_${id}`, status: 'completed' } as const;
  switch (plan?.kind) {
    case 'refusal': {
      const content = [{ type: 'refusal' as const, refusal: "I'm sorry, but I can't help with that." }];
      return [{ id: `msg_${id}`, type: 'message', role: 'assistant', status: 'completed', content }];
    }
    case 'bad-arguments':
      return [{ ...call, name: 'shell', arguments: '{"command": "ls' }];
    case 'unknown-tool':
      return [{ ...call, name: 'open_browser', arguments: '{}' }];
    default:
      return undefined;
  }
}
