import { checkWords } from '../../src/core/final/check-words.ts';
import type { FinalVerification } from '../../src/domain/final-verification.ts';
import type { CommitId } from '../../src/domain/ids.ts';
import type { GroupResult, MigrationReport, MigrationStatus } from '../../src/domain/migration-report.ts';
import { budgetNow } from './budget-now.ts';
import type { MigrationRun } from './migration-run.ts';
import { warnings } from './warnings.ts';

/** What a migration ended in. `head` is the integration branch's newest commit, empty when there never was a branch. */
export function toReport(
  run: MigrationRun,
  status: MigrationStatus,
  head: CommitId,
  branch: string | null,
): MigrationReport {
  const { input, state } = run;
  const { finished, earlier, prepared, startedAt, decisions, whole, probed } = state;
  const final = finalVerification(run);
  const budget = budgetNow(run);
  return {
    v: 1,
    id: input.migration,
    name: input.file.name,
    mode: input.mode,
    status,
    base: prepared?.base ?? '',
    head,
    branch,
    modules: [...finished].sort((one, other) => (one.path < other.path ? -1 : 1)),
    ...(prepared && { estimate: prepared.estimate }),
    ...(prepared?.waves && { waves: prepared.waves }),
    ...(state.endedGroups.length > 0 && { groups: groupResults(run) }),
    ...(whole && { wholeBaseline: whole }),
    ...(final && { finalVerification: final }),
    earlierRounds: earlier,
    decisions,
    usage: run.tally.usage,
    ...(budget.length > 0 && { budget }),
    ...(probed && { probed }),
    seconds: (Date.now() - startedAt) / 1000,
    warnings: [...(branch !== null && final === undefined ? [notVerified(run)] : []), ...warnings(run)],
  };
}

function groupResults({ state }: MigrationRun): GroupResult[] {
  return state.endedGroups.map((group) => ({
    ...group,
    members: state.prepared?.groups?.find(({ key }) => key === group.key)?.levels.flat() ?? [],
  }));
}

function finalVerification({ state }: MigrationRun): FinalVerification | undefined {
  const { final } = state;
  if (final?.verdict === undefined) return undefined;
  return { verdict: final.verdict, commit: final.tip, runs: final.runs, seconds: final.seconds ?? 0 };
}

/** What every reader of a branch that was delivered early has to know. */
function notVerified({ state }: MigrationRun): string {
  const red = state.final?.now.notable.filter(({ verdict }) => verdict === 'red').map(checkWords) ?? [];
  const found = red.length === 0 ? '' : ` Red was already: ${red.slice(0, 5).join(', ')}.`;
  return `The branch was delivered without a final verification: each module on it was verified when it was merged, and the whole was not.${found}`;
}
