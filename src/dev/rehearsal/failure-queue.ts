import type { FailurePlan } from './failure-plan.ts';

/** The failures that were asked for and have not happened yet. */
export class FailureQueue {
  readonly #waiting: { plan: FailurePlan; left: number }[] = [];

  add(plan: FailurePlan): void {
    this.#waiting.push({ plan, left: plan.times ?? 1 });
  }

  /** The first plan that is for this module or for any, once; undefined when the call is to succeed. */
  take(module: string | undefined): FailurePlan | undefined {
    const index = this.#waiting.findIndex(({ plan }) => plan.module === undefined || plan.module === module);
    const entry = this.#waiting[index];
    if (entry === undefined) return undefined;
    entry.left -= 1;
    if (entry.left === 0) this.#waiting.splice(index, 1);
    return entry.plan;
  }
}
