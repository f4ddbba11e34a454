import { judgeModule } from '../../../activities/support/judge-module.ts';
import type { Ports } from '../../../activities/ports.ts';
import { runVerification } from '../../../activities/support/run-verification.ts';
import { compareReruns } from '../../core/evidence/compare-reruns.ts';
import { countWords } from '../../core/evidence/count-words.ts';
import { baselineCommands } from '../../core/plan/baseline-commands.ts';
import type { Evidence, Verification } from '../../domain/evidence.ts';
import type { CommitId } from '../../domain/ids.ts';
import { Failure } from '../../domain/failure.ts';
import type { HistoryCommit } from '../../ports/store.ts';
import type { EvidenceCheck } from './check.ts';
import { digestOf } from './digest-of.ts';
import { findCommit, namesEvidence, type FoundCommit } from './find-commit.ts';
import { planOfEvidence, type PlanSettings } from './plan-of-evidence.ts';

export type CheckedModule = {
  ports: Omit<Ports, 'journal' | 'model'>;
  evidence: Evidence;
  history: HistoryCommit[];
  settings: PlanSettings;
  signal: AbortSignal;
};

/** Runs the commands of a module's evidence again, before and after, and compares all that they say. */
export async function checkModule(checked: CheckedModule, tell: (check: EvidenceCheck) => void): Promise<void> {
  const { evidence, history } = checked;
  const about = evidence.path;
  const say = (state: EvidenceCheck['state'], says: string) => tell({ state, about, says });
  const digest = digestOf(evidence);
  const { commit: head, tree } = { commit: evidence.head, tree: evidence.after.tree };
  const after = findCommit(history, { commit: head, tree, evidence: digest });
  const before = findCommit(history, { commit: evidence.before.commit, tree: evidence.before.tree });
  const start = findCommit(history, { commit: evidence.base, tree: evidence.before.tree });
  const own = ownCommits(evidence, history);
  if (after === undefined || before === undefined || start === undefined || own === undefined) {
    const missing =
      after === undefined
        ? head
        : before === undefined
          ? evidence.before.commit
          : own === undefined
            ? evidence.batch?.own.to
            : evidence.base;
    return say(
      'unknown',
      `the repository has no commit ${missing}, and none with its files: name one that has with --repository`,
    );
  }
  const named = history.find((commit) => namesEvidence(commit, digest));
  if (named) say('holds', `commit ${short(named)} says that it landed on this very evidence`);
  // One that was verified again when it was merged is itself the commit, which can't name what was proved of it.
  else if (evidence.step !== 'merge') say(...unnamed(evidence));
  if (after.tree !== tree)
    return say(
      'fails',
      `commit ${short(after)} has other files than those that were verified (tree ${after.tree}, not ${tree})`,
    );
  if (before.tree !== evidence.before.tree)
    return say('fails', `commit ${short(before)} has other files than those of the run before the change`);
  say('holds', `${how(after)}, with the very files that were verified`);
  await runAgain(checked, { before, after, start, ...own }, say);
}

type OwnCommits = { from?: CommitId; to?: CommitId };

/** Where others were merged after a module and verified with it: the commits that its own changes lie between. Undefined where the repository lacks them. */
function ownCommits({ batch }: Evidence, history: HistoryCommit[]): OwnCommits | undefined {
  if (batch === undefined) return {};
  const { from, to } = batch.own;
  const has = (id: CommitId) => history.some(({ commit }) => commit === id);
  return has(from) && has(to) ? { from, to } : undefined;
}

function unnamed({ verdict, migration }: Evidence): [EvidenceCheck['state'], string] {
  return verdict === 'rejected'
    ? ['note', 'it was refused, so no commit landed on it']
    : [
        'note',
        `no commit of the repository names this evidence: it is not what ${migration.id} landed on, or its commits were made anew`,
      ];
}

async function runAgain(
  checked: CheckedModule,
  commits: Record<'before' | 'after' | 'start', FoundCommit> & OwnCommits,
  say: (state: EvidenceCheck['state'], says: string) => void,
): Promise<void> {
  const { ports, evidence, settings, signal } = checked;
  const { plan, module } = planOfEvidence(evidence, settings);
  const base = commits.start.commit;
  const work = { plan, module, round: 1 };
  try {
    const was = await runVerification(
      ports,
      { ...work, ...baselineCommands(evidence.commands), commit: commits.before.commit, base: commits.before.commit },
      signal,
    );
    compare('before', evidence.before, was.verification, say);
    const { commands } = evidence;
    const baseline = was.verification;
    const is = await runVerification(
      ports,
      { ...work, commands, commit: commits.after.commit, base, baseline },
      signal,
    );
    compare('after', evidence.after, is.verification, say);
    const judged = await judgeModule(ports, {
      plan,
      module,
      start: commits.from ?? base,
      head: commits.to ?? commits.after.commit,
      commit: commits.after.commit,
      before: was.verification,
      after: is.verification,
    });
    if (judged.verdict === evidence.verdict) return say('holds', `the verdict is ${judged.verdict}, as it says`);
    const why = judged.findings.find(({ rejects }) => rejects)?.detail.split('\n')[0];
    say(
      'fails',
      `it says ${evidence.verdict}, and what ran now is ${judged.verdict}${why === undefined ? '' : `: ${why}`}`,
    );
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    say('unknown', error.message);
  }
}

function compare(
  when: 'before' | 'after',
  claimed: Verification,
  again: Verification,
  say: (state: EvidenceCheck['state'], says: string) => void,
): void {
  for (const run of claimed.commands) {
    const same = again.commands.find(({ name }) => name === run.name);
    const where = `${when} the change, command '${run.name}'`;
    if (same === undefined) {
      say('fails', `${where}: its commands do not have it`);
      continue;
    }
    const differences = compareReruns(run, same);
    for (const difference of differences) say('fails', `${where}: ${difference}`);
    const { length } = same.report.tests;
    if (differences.length === 0)
      say(
        'holds',
        `${where}: the same ${length === 0 ? 'exit code' : `${countWords(length, 'test')} with the same outcomes`}`,
      );
  }
  for (const { name } of again.commands.filter((run) => claimed.commands.every((known) => known.name !== run.name)))
    say('fails', `${when} the change, command '${name}': it says nothing of its run`);
}

function how(found: FoundCommit): string {
  const by = { id: 'is in the repository', message: 'is the merged one', tree: 'has the same tree' };
  return `commit ${short(found)} ${by[found.by]}`;
}

function short({ commit }: { commit: string }): string {
  return commit.slice(0, 12);
}
