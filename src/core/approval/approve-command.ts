import type { AwaitedMerge } from './guard-decision.ts';

/** The payload of an approveMerge signal as a person types or pastes it. */
export function approvalPayload(awaited: AwaitedMerge, actor: string): string {
  return JSON.stringify({ v: 1, head: awaited.head, evidence: awaited.evidence, actor });
}

export type TemporalProgram = {
  /** The program's name, or its path where it is not on PATH. */
  program: string;
  /** host:port of the server, where the program's own default would not find it. */
  address?: string;
};

/** The `temporal` command that approves a merge, in lines that a shell takes as one command. */
export function approveCommand(
  workflowId: string,
  awaited: AwaitedMerge,
  { program, address }: TemporalProgram = { program: 'temporal' },
): string {
  return [
    `${program} workflow signal${address === undefined ? '' : ` --address ${address}`} --name approveMerge`,
    `  --workflow-id '${workflowId}'`,
    `  --input '${approvalPayload(awaited, 'YOU')}'`,
  ].join(' \\\n');
}
