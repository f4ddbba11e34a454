import { nextProbe, type Search } from '../../../src/core/final/next-probe.ts';
import { wholeKey } from '../../../src/core/plan/whole-migration.ts';
import type { Line, LineEntry } from '../../../activities/read-line.ts';
import type { FinalCheck, FinalSubject, RedCheck } from '../../../src/domain/final-verification.ts';
import { activities } from '../../proxies.ts';
import type { MigrationRun } from '../migration-run.ts';
import { finalSalt } from './final-salt.ts';
import { subjectsOf, type FinalState } from './final-state.ts';
import { stepGate } from './step-gate.ts';

/** So many red commands are searched for at a time: a commit that breaks one breaks others, which are often green again without it. */
const searchedAtOnce = 20;

/**
 * Bisects the merged commits for the red commands of this run, until one is to blame or none is left. One look at a commit serves all those
 * that are searched for.
 */
export async function findBlame(run: MigrationRun, final: FinalState, line: Line): Promise<RedCheck[]> {
  const red = final.now.notable.filter(({ verdict }) => verdict === 'red');
  const found: RedCheck[] = [];
  while (found.length < red.length && found.every(({ blame }) => blame.kind === 'base')) {
    const next = red.slice(found.length, found.length + searchedAtOnce);
    found.push(...(await searchFor(run, final, line, next)));
  }
  return [...found, ...red.slice(found.length).map((check): RedCheck => ({ ...check, blame: { kind: 'later' } }))];
}

async function searchFor(run: MigrationRun, final: FinalState, line: Line, red: FinalCheck[]): Promise<RedCheck[]> {
  for (;;) {
    const steps = red.map((check) => ({ check, step: nextStep(run, final, line, check) }));
    const [open] = steps.flatMap(({ step }) => (step.kind === 'probe' ? [step] : []));
    if (open === undefined) {
      return steps.map(({ check, step }): RedCheck => {
        const entry = step.kind === 'blamed' ? line.entries[step.at - 1] : undefined;
        if (entry === undefined) return { ...check, blame: { kind: 'base' } };
        return { ...check, blame: { kind: 'module', path: entry.path, commit: entry.commit } };
      });
    }
    const asked = steps.flatMap(({ check, step }) => (step.kind === 'probe' && step.at === open.at ? [check] : []));
    await stepGate(run);
    await probe(run, final, line, open.at, asked);
  }
}

function nextStep(run: MigrationRun, final: FinalState, line: Line, check: FinalCheck) {
  const { key, command } = check;
  const search = searchOf(run, line, key);
  return nextProbe(
    search,
    (at) => final.now.probed.find((known) => known.key === key && known.command === command && known.at === at)?.red,
  );
}

function searchOf(run: MigrationRun, { entries }: Line, key: FinalSubject['key']): Search {
  const place = (commit: string | undefined) => entries.findIndex((entry) => entry.commit === commit) + 1;
  const high = entries.length;
  const finished = [...run.state.finished, ...run.state.endedGroups];
  if (key === wholeKey) {
    const first = place(finished.find(({ role }) => role === 'first')?.commit);
    return { high, ...(first > 0 && { fallback: first }) };
  }
  const home = place(finished.find((module) => module.key === key)?.commit);
  return { high, ...(home > 0 && { home }) };
}

async function probe(
  run: MigrationRun,
  final: FinalState,
  { entries }: Line,
  at: number,
  asked: FinalCheck[],
): Promise<void> {
  const { migration } = run.input;
  const { prepared } = run.state;
  const entry = entries[at - 1];
  final.now.note = words(asked, entry, entries.length);
  run.show();
  const keys = [...new Set(asked.map(({ key }) => key))];
  const known = subjectsOf(run);
  const subjects = keys.flatMap((key) => {
    const subject = known.find((candidate) => candidate.key === key);
    if (subject === undefined) return [];
    // Before it landed, a module is what it was.
    const side = at === 0 && key !== wholeKey ? ('before' as const) : subject.side;
    const only = asked.filter((check) => check.key === key).map(({ command }) => command);
    return [{ ...subject, side, only }];
  });
  const verdict = await activities().sandbox.verifyWhole.executeWithOptions({ summary: final.now.note.slice(0, 180) }, [
    {
      v: 1,
      migration,
      plan: prepared?.plan ?? '',
      commit: entry?.at ?? prepared?.base ?? '',
      salt: finalSalt(migration),
      subjects,
    },
  ]);
  for (const { key, command } of asked) {
    const red = verdict.notable.some(
      (check) => check.key === key && check.command === command && check.verdict === 'red',
    );
    final.now.probed.push({ key, command, at, red });
  }
}

function words([first, ...others]: FinalCheck[], entry: LineEntry | undefined, commits: number): string {
  const what = `'${first?.command}' of ${first?.key === wholeKey ? 'the whole migration' : first?.path}`;
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  const where = entry === undefined ? 'the base' : `${entry.path}, one of ${commits} merged`;
  return `${what}${more} is red: is it so at ${where}?`;
}
