import type { Rollback } from '../../domain/rollback.ts';
import type { RollbackResource } from '../resources/rollback-resource.ts';

/** A rollback as the API shows it. */
export function rollbackView(rollback: Rollback): RollbackResource {
  const { id, state, actor, channel, reason, at, entries, from, tip, checks, red, branch, problem } = rollback;
  return {
    id,
    state,
    actor,
    channel,
    reason,
    at: new Date(at).toISOString(),
    entries,
    ...(from !== undefined && { from }),
    ...(tip !== undefined && { tip }),
    checks,
    red,
    ...(branch !== undefined && { branch }),
    ...(problem !== undefined && { problem }),
  };
}
