import { hasLanded } from '../../../src/core/workflow/has-landed.ts';
import { ApplicationFailure } from '@temporalio/workflow';
import { checkWords } from '../../../src/core/final/check-words.ts';
import type { FinalVerdict, RedCheck, TakenBack } from '../../../src/domain/final-verification.ts';
import { activities } from '../../proxies.ts';
import type { MigrationRun } from '../migration-run.ts';
import { closeQueue } from '../stop.ts';
import { findBlame } from './find-blame.ts';
import { noRun, subjectsOf, type FinalState } from './final-state.ts';
import { runChecks } from './run-checks.ts';
import { stepGate } from './step-gate.ts';
import { takeBackBlamed } from './take-back-blamed.ts';

/** Each takes back at least one module; a branch that is still red after so many is nothing that this can repair. */
const mostRuns = 10;

/**
 * The final verification: the whole integration branch, in fresh checkouts with a fresh setup. What is red is bisected to the merged module
 * that made it so, which is taken back, and all is verified again, until it is green or nothing is left.
 *
 * What ends here decides on the delivery. A branch that is green is delivered, and so is one whose red commands are red without any merged
 * module, too: it makes nothing worse, each module on it is proved, and withholding nine hundred good modules for a check that one
 * unresolved module keeps red would help nobody; but the migration is then not 'completed', and says what is red. A branch that stays red for its own modules'
 * sake is not delivered at all: the migration fails, and its commits stay in the store.
 */
export async function verifyMigration(run: MigrationRun): Promise<void> {
  // Whatever lands from here on would not be verified.
  await closeQueue(run);
  const final = (run.state.final ??= await begin(run));
  while (final.verdict === undefined) {
    if (isEmpty(run, final)) return conclude(run, final, 'nothing-merged');
    final.now.note = 'All commands run at the tip of the branch.';
    run.show();
    await runChecks(run, final);
    await endRun(run, final);
  }
}

/** What a module landed whose workflow was terminated by hand is on the branch, too, and counts until something was taken back. */
function isEmpty({ state }: MigrationRun, { tip, gone }: FinalState): boolean {
  return !state.finished.some((module) => hasLanded(module.state)) && (tip === state.prepared?.base || gone.length > 0);
}

async function begin(run: MigrationRun): Promise<FinalState> {
  const { tip } = await activities().light.readBranch.executeWithOptions({ summary: 'where the branch is' }, [
    { v: 1, migration: run.input.migration },
  ]);
  return { startedAt: Date.now(), tip, gone: [], runs: [], now: noRun() };
}

async function endRun(run: MigrationRun, final: FinalState): Promise<void> {
  const isRed = final.now.notable.some(({ verdict }) => verdict === 'red');
  const subjects = subjectsOf(run);
  const { commit, evidence } = await gather(run, final);
  let red: RedCheck[] = [];
  let takenBack: TakenBack[] = [];
  if (isRed) {
    await stepGate(run);
    const line = await activities().sandbox.readLine.executeWithOptions({ summary: 'what is on the branch' }, [
      {
        v: 1,
        migration: run.input.migration,
        plan: run.state.prepared?.plan ?? '',
        base: run.state.prepared?.base ?? '',
        tip: final.tip,
        gone: final.gone,
      },
    ]);
    // What can't stand any more would lead a bisection astray: it goes first.
    red = line.stranded.length > 0 ? later(final) : await findBlame(run, final, line);
    await stepGate(run);
    if (final.runs.length + 1 < mostRuns) takenBack = await takeBackBlamed(run, final, line, red);
  }
  const { now } = final;
  final.runs.push({
    commit,
    tree: now.tree,
    environment: now.environment,
    subjects: subjects.length,
    checks: now.checks,
    red,
    flaky: now.notable.filter(({ verdict }) => verdict === 'flaky'),
    takenBack,
    evidence,
  });
  final.now = noRun();
  if (takenBack.length > 0) return;
  const isKnown = red.every(({ blame }) => blame.kind === 'base');
  conclude(run, final, !isRed ? 'verified' : isKnown ? 'red-at-base' : 'rejected');
}

function later({ now }: FinalState): RedCheck[] {
  return now.notable
    .filter(({ verdict }) => verdict === 'red')
    .map((check) => ({ ...check, blame: { kind: 'later' } }));
}

async function gather(run: MigrationRun, { tip }: FinalState) {
  const { evidence } = await activities().light.gatherChecks.executeWithOptions({ summary: 'keep what was proved' }, [
    { v: 1, migration: run.input.migration, commit: tip, subjects: subjectsOf(run) },
  ]);
  return { commit: tip, evidence };
}

function conclude(run: MigrationRun, final: FinalState, verdict: FinalVerdict): void {
  final.verdict = verdict;
  final.seconds = (Date.now() - final.startedAt) / 1000;
  final.now.note = '';
  run.show();
  if (verdict !== 'rejected') return;
  const red = final.runs.at(-1)?.red.filter(({ blame }) => blame.kind !== 'base') ?? [];
  throw ApplicationFailure.nonRetryable(
    `The branch is not delivered: ${red.slice(0, 3).map(checkWords).join(', ')} stayed red in ${final.runs.length} final verifications, although ` +
      'what they pointed at was taken back each time. The commits stay in the store; the report has all that was found.',
    'Unproved',
  );
}
