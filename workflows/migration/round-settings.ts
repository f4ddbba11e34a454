import { modelLadder } from '../../src/core/escalation/model-ladder.ts';
import type { RetrySettings } from '../../src/domain/decision.ts';
import type { ModuleKey } from '../../src/domain/ids.ts';
import type { ModelChoice } from '../../src/domain/model-choice.ts';
import type { MigrationRun } from './migration-run.ts';

export type RoundSettings = { models: ModelChoice[]; attempts: number; adopt?: { commit: string; actor: string } };

/** What a module's next round is worked on with: as its newest retry says, else as the migration file does; or the commit that is adopted for it. */
export function roundSettings({ input, state }: MigrationRun, key: ModuleKey): RoundSettings {
  const { model, budget } = input.file;
  const newest = state.decisions.findLast(
    ({ kind, module, modules = [module] }) => (kind === 'retry' || kind === 'adopt') && modules.includes(key),
  );
  const wanted: RetrySettings = newest?.with ?? {};
  const name = wanted.model ?? model.name;
  const isOther = wanted.model !== undefined || wanted.effort !== undefined;
  return {
    models: isOther
      ? modelLadder({ ...model, name, effort: wanted.effort ?? model.effort })
      : (state.prepared?.models ?? []),
    attempts: wanted.attempts ?? budget.attempts,
    ...(newest?.commit !== undefined && { adopt: { commit: newest.commit, actor: newest.actor } }),
  };
}
