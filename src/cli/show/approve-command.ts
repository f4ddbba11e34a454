import type { WaitResource } from '../../api/resources/wait-resource.ts';

/** The command that approves exactly what waits now: when it has changed by the time that somebody types it, it is refused. */
export function approveCommand({ approve, head }: Pick<WaitResource, 'approve' | 'head'>): string {
  return head === undefined || approve.includes('--head') ? approve : `${approve} --head ${head.slice(0, 12)}`;
}
