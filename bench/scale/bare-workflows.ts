import {
  condition,
  continueAsNew,
  ParentClosePolicy,
  proxyActivities,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';

/** What bare Temporal is asked to do: as many children as there are modules, each with so many activities that do nothing. */
export type BareInput = { children: number; activities: number; concurrency: number; begun?: number };

const { nothing } = proxyActivities<{ nothing(): Promise<void> }>({ startToCloseTimeout: '1 minute' });

/** A sliding window of children, continued as new when Temporal suggests it, once those that run have ended. */
export async function bareParent(input: BareInput): Promise<void> {
  const { children, activities, concurrency } = input;
  let begun = input.begun ?? 0;
  let running = 0;
  while (begun < children && !workflowInfo().continueAsNewSuggested) {
    await condition(() => running < concurrency);
    const handle = await startChild(bareChild, {
      workflowId: `${workflowInfo().workflowId}/${begun}`,
      parentClosePolicy: ParentClosePolicy.ABANDON,
      args: [activities],
    });
    begun += 1;
    running += 1;
    void handle.result().then(() => (running -= 1));
  }
  await condition(() => running === 0);
  if (begun < children) await continueAsNew<typeof bareParent>({ ...input, begun });
}

/** Activities that do nothing, one after the other. */
export async function bareChild(activities: number): Promise<void> {
  for (let index = 0; index < activities; index += 1) await nothing();
}
