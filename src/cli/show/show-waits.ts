import type { MigrationResource } from '../../api/resources/migration-resource.ts';
import type { WaitResource } from '../../api/resources/wait-resource.ts';
import { ago, count } from '../../core/text/human-units.ts';
import { waitNote } from './wait-note.ts';

const shown = 20;

/** What waits for a person, since when, and the command that gives it. */
export function showWaits({ id, waits }: Pick<MigrationResource, 'id' | 'waits'>, now: number): string[] {
  if (waits.length === 0) return [];
  const [whole] = waits.filter(({ what }) => what === 'wave');
  const lines = waits
    .slice(0, shown)
    .flatMap((wait) => [
      `  ${subjectOf(wait)}: ${waitNote(wait)} (${sinceWords(wait.since, now)}${reminded(wait)})`,
      `    ${wait.approve}`,
    ]);
  const rest = waits.length - shown;
  return [
    'Waits for a person:',
    ...lines,
    ...(rest > 0 ? [`  and ${rest} more; drover status ${id} --json lists them`] : []),
    ...(whole === undefined && waits.filter(({ what }) => what === 'merge').length > 1
      ? ['  or all that waits now:', `    drover approve ${id} --all`]
      : []),
  ];
}

function reminded({ reminders }: WaitResource): string {
  return reminders === 0 ? '' : `, ${count(reminders, 'reminder')}`;
}

function sinceWords(since: string, now: number): string {
  const words = ago(since, now);
  return words === 'just now' ? words : `for ${words.replace(/ ago$/, '')}`;
}

function subjectOf({ what, path }: WaitResource): string {
  return path ?? `the ${what}`;
}
