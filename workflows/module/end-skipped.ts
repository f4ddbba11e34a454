import type { Decision } from '../../src/domain/decision.ts';
import type { ModuleResult } from '../../src/domain/migration-report.ts';
import type { ModuleRun } from './module-run.ts';

/** Ends a module that a person skipped. */
export function endSkipped(run: ModuleRun, { actor, reason }: Decision): ModuleResult {
  return run.end('skipped', { reason: `${actor} skipped it${reason === '' ? '' : `: ${reason}`}` });
}
