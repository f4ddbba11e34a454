import { getExternalWorkflowHandle } from '@temporalio/workflow';
import { groupAnsweredSignal, type GroupAnswer } from '../messages.ts';
import type { Member } from './group-run.ts';

/** Tells a member. One that has ended needs to hear nothing. */
export async function tellMember({ input }: Member, answer: GroupAnswer): Promise<void> {
  try {
    await getExternalWorkflowHandle(input.workflowId).signal(groupAnsweredSignal, answer);
  } catch {
    // Its end is heard as its result.
  }
}
