import type { FinalVerification } from '../../domain/final-verification.ts';
import { countWords } from '../evidence/count-words.ts';
import { checkWords } from './check-words.ts';

const listed = 3;

/** What the final verification proved, in a sentence or two. */
export function finalLine({ verdict, commit, runs, seconds }: FinalVerification): string {
  const taken = runs.flatMap(({ takenBack }) => takenBack.map(({ path }) => path));
  const back = taken.length > 0 ? ` ${list(taken)} ${taken.length > 1 ? 'were' : 'was'} taken back for it.` : '';
  if (verdict === 'nothing-merged')
    return taken.length > 0
      ? `Final verification: nothing is left on the branch.${back}`
      : 'Final verification: nothing was merged, so there was nothing to verify.';
  const last = runs.at(-1);
  const red = last?.red.map(checkWords) ?? [];
  const where = `at ${commit.slice(0, 10)}, in fresh checkouts with a fresh setup (${seconds.toFixed(1)} s)`;
  const checks = countWords(last?.checks ?? 0, 'command');
  switch (verdict) {
    case 'verified':
      return `Final verification: all green, ${checks} ${where}.${back}`;
    case 'red-at-base':
      return `Final verification: ${red.length} of ${checks} red ${where}, and without any merged module, too: ${list(red)}.${back}`;
    case 'rejected':
      return `Final verification: RED after ${countWords(runs.length, 'run')}, ${where}: ${list(red)}. The branch is not delivered.${back}`;
    default:
      return verdict satisfies never;
  }
}

function list(names: string[]): string {
  const more = names.length > listed ? ` and ${names.length - listed} more` : '';
  return `${names.slice(0, listed).join(', ')}${more}`;
}
