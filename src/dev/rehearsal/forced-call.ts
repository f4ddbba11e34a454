import type { BrainAnswer } from './brain.ts';
import type { ResponsesRequest } from './responses-request.ts';

const patch = '*** Begin Patch\n*** Add File: rehearsal.txt\n+a call that was demanded\n*** End Patch\n';

/** A brain's answer with a call of the tool that the request demands by `tool_choice`, where the brain would not have called it. */
export function withForcedCall(answer: BrainAnswer, request: ResponsesRequest): BrainAnswer {
  const forced = request.tool_choice;
  if (typeof forced !== 'object' || forced === null) return answer;
  if (!request.tools?.some(({ name }) => name === forced.name)) return answer;
  const calls = answer.calls.filter(({ tool }) => tool === forced.name);
  if (calls.length > 0) return { ...answer, calls };
  if (forced.name === 'shell') return { ...answer, calls: [{ tool: 'shell', command: 'true' }] };
  if (forced.name === 'apply_patch') return { ...answer, calls: [{ tool: 'apply_patch', patch }] };
  return answer;
}
