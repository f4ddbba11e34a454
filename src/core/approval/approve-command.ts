import type { AwaitedMerge } from './guard-merge.ts';

/** The payload of an approveMerge signal as a person types or pastes it. */
export function approvalPayload({ head, evidence }: AwaitedMerge, actor: string): string {
  return JSON.stringify({ v: 1, head, evidence, actor });
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
  program: TemporalProgram = { program: 'temporal' },
): string {
  return signalCommand(workflowId, 'approveMerge', approvalPayload(awaited, 'YOU'), program);
}

/** The `temporal` command that sends a signal, in lines that a shell takes as one command. */
export function signalCommand(
  workflowId: string,
  name: string,
  payload: string,
  { program, address }: TemporalProgram = { program: 'temporal' },
): string {
  return [
    `${program} workflow signal${address === undefined ? '' : ` --address ${address}`} --name ${name}`,
    `  --workflow-id '${workflowId}'`,
    `  --input '${payload}'`,
  ].join(' \\\n');
}
