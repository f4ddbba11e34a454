import type { GroupResult } from '../../domain/migration-report.ts';
import { countWords } from '../evidence/count-words.ts';

/** How a group ended, in a line: the whole of it, since its members landed together or not at all. */
export function groupLine({ state, members, tests, commit, approvedBy, reason, refused }: GroupResult): string {
  const landed = commit === undefined ? '' : ` as ${commit.slice(0, 10)}`;
  const who = approvedBy === undefined ? '' : `, approved by ${approvedBy}`;
  const proved =
    tests === undefined
      ? ''
      : `; ${countWords(tests.before, 'test')} before, ${tests.after} after, ${tests.matched} matched`;
  const again = refused.length === 0 ? '' : `; refused ${countWords(refused.length, 'time')} on the way`;
  return `${countWords(members.length, 'module')}, ${state}${landed}${who}${proved}${again}${reason === undefined ? '' : `: ${reason}`}`;
}
