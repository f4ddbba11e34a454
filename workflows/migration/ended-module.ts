import type { ModuleRef } from '../../activities/prepare-migration.ts';
import { noUsage } from '../../src/core/workflow/no-usage.ts';
import type { ModuleResult } from '../../src/domain/migration-report.ts';
import type { ModuleState } from '../../src/domain/module-state.ts';

/** The result of a module whose own workflow says nothing: it never began, or somebody terminated it. */
export function endedModule(
  { key, path, role }: ModuleRef,
  state: ModuleState,
  reason: string,
  round = 1,
): ModuleResult {
  return { key, path, role, state, round, attempts: 0, turns: 0, refused: [], decisions: [], usage: noUsage, reason };
}
