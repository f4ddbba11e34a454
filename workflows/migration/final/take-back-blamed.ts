import { hasLanded } from '../../../src/core/workflow/has-landed.ts';
import { withdrawals, type LandedCommit } from '../../../src/core/final/withdrawals.ts';
import { blameReason } from '../../../src/core/final/blame-reason.ts';
import type { Line } from '../../../activities/read-line.ts';
import type { RedCheck, TakenBack } from '../../../src/domain/final-verification.ts';
import { activities } from '../../proxies.ts';
import type { MigrationRun } from '../migration-run.ts';
import type { FinalState } from './final-state.ts';

/** Takes what is to blame back from the branch, with what can't stand without it; those modules are unresolved from then on. */
export async function takeBackBlamed(
  run: MigrationRun,
  final: FinalState,
  { entries, stranded }: Line,
  red: RedCheck[],
): Promise<TakenBack[]> {
  const { state, input } = run;
  const blamed = new Map(stranded.map((commit) => [commit, 'its change can not stand without what was taken back']));
  for (const check of red) {
    if (check.blame.kind === 'module' && !blamed.has(check.blame.commit))
      blamed.set(check.blame.commit, blameReason(check));
  }
  const take = withdrawals(
    entries.map(({ commit, path }): LandedCommit => ({ commit, path, role: moduleAt(run, commit)?.role ?? 'module' })),
    blamed,
  );
  if (take.size === 0) return [];
  final.now.note = `It takes back ${entries
    .filter(({ commit }) => take.has(commit))
    .map(({ path }) => path)
    .join(', ')}.`;
  run.show();
  const { tip, taken } = await activities().sandbox.takeBack.executeWithOptions(
    { summary: final.now.note.slice(0, 180) },
    [
      {
        v: 1,
        migration: input.migration,
        plan: state.prepared?.plan ?? '',
        tip: final.tip,
        gone: final.gone,
        take: [...take].map(([commit, reason]) => ({ commit, reason })),
        date: Math.floor(Date.now() / 1000),
      },
    ],
  );
  final.tip = tip;
  final.gone.push(...taken.flatMap(({ commit, by }) => [commit, by]));
  return taken.map(({ commit, path, by, reason }): TakenBack => {
    const module = moduleAt(run, commit);
    // A group's commit is that of all its members.
    for (const { commit: landed, ...result } of modulesAt(run, commit)) {
      const why = `taken back after the final verification: ${reason}. Its commit ${landed?.slice(0, 10)} is undone by ${by.slice(0, 10)}.`;
      run.moduleTakenBack({ ...result, state: 'unresolved', reason: why });
    }
    return { path, commit, by, reason, ...(module && { key: module.key }) };
  });
}

function moduleAt({ state }: MigrationRun, commit: string) {
  return state.finished.find((module) => hasLanded(module.state) && module.commit === commit);
}

function modulesAt({ state }: MigrationRun, commit: string) {
  return [...state.finished, ...state.endedGroups].filter(
    (module) => hasLanded(module.state) && module.commit === commit,
  );
}
