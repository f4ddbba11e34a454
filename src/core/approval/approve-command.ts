import type { AwaitedMerge } from './guard-decision.ts';

/** The payload of an approveMerge signal as a person types or pastes it. */
export function approvalPayload(awaited: AwaitedMerge, actor: string): string {
  return JSON.stringify({ v: 1, head: awaited.head, evidence: awaited.evidence, actor });
}

/** The `temporal` command that approves a merge. The address is left out where the reader's own configuration has it. */
export function approveCommand(workflowId: string, awaited: AwaitedMerge, address?: string): string {
  const to = address === undefined ? '' : ` --address ${address}`;
  return `temporal workflow signal${to} --workflow-id '${workflowId}' --name approveMerge --input '${approvalPayload(awaited, 'YOU')}'`;
}
