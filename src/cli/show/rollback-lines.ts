import type { RollbackResource } from '../../api/resources/rollback-resource.ts';
import { count } from '../../core/text/human-units.ts';

/** What became of a rollback, for people: what went or would go, and why nothing did. */
export function rollbackLines(rollback: RollbackResource, migration: string): string[] {
  const { state, entries, problem, checks, red, tip = '', branch } = rollback;
  const lines = entries.map(
    ({ path, commit, asked, reason }) => `  ${path}  ${commit.slice(0, 10)}${asked ? '' : `  (${reason})`}`,
  );
  const going = `${count(entries.length, 'module')}${state === 'rolled-back' ? '' : ' would go'}, newest first:`;
  switch (state) {
    case 'rolled-back':
      return [
        `Rolled back in ${migration}: ${going}`,
        ...lines,
        `Verified without ${entries.length === 1 ? 'it' : 'them'}: ${count(checks, 'command')}, all green. The branch${branch === undefined ? '' : ` ${branch}`} is at ${tip.slice(0, 10)}.`,
      ];
    case 'previewed':
      return [
        going,
        ...lines,
        'Nothing was done. Without --preview, and with --dependants where more goes than was named, it is.',
      ];
    default:
      return [
        `Not rolled back: ${problem ?? 'it was refused'}.`,
        ...red.flatMap(({ path, command, findings }) => [
          `  '${command}' of ${path}:`,
          ...findings.map((finding) => `    ${finding}`),
        ]),
        ...(entries.length === 0 ? [] : [going, ...lines]),
        'The branch is as it was.',
      ];
  }
}
