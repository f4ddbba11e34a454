import type { Rollback, RollbackState } from '../../domain/rollback.ts';
import { count } from '../text/human-units.ts';
import { detailsPage } from '../workflow/details-page.ts';

const shown = 30;

const words: Record<RollbackState, string> = {
  planning: 'It finds out what has to go.',
  verifying: 'Without what goes, the commands are run.',
  delivering: 'All is green: the branch moves.',
  previewed: 'Only shown: nothing was moved.',
  'rolled-back': 'Done: the branch has the inverse commits.',
  refused: 'Refused, and nothing was moved.',
  failed: 'It could not be done.',
};

/** A rollback's current details in the Temporal UI, as Markdown. */
export function describeRollback({ state, problem, actor, reason, entries, checks, red }: Rollback): string {
  const more = entries.length - shown;
  return detailsPage([
    `### Rollback: ${state}`,
    '',
    `${words[state]}${problem === undefined ? '' : ` ${problem}`}`,
    '',
    `Asked for by ${actor}${reason === '' ? '' : `: ${reason}`}. ${count(checks, 'command')} judged, ${red.length} of them red.`,
    ...(entries.length === 0 ? [] : ['', 'What goes, in this order:', '']),
    ...entries
      .slice(0, shown)
      .map(
        ({ path, commit, by, reason: why }) =>
          `- ${path}: \`${commit.slice(0, 10)}\` by \`${by.slice(0, 10)}\` (${why})`,
      ),
    ...(more > 0 ? [`- and ${more} more`] : []),
  ]);
}
