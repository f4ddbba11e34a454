import type { CommandRun } from '../../domain/evidence.ts';
import { countWords } from './count-words.ts';
import { exitWords } from './exit-words.ts';
import { shorten } from './shorten.ts';

const shownTests = 5;
const longestName = 200;

/**
 * What a command's run in evidence and the same run made again differ in, in sentences; none where they say the same. A test that the evidence
 * calls flaky may do either.
 */
export function compareReruns(claimed: CommandRun, again: CommandRun): string[] {
  const differences: string[] = [];
  const flaky = new Set([...(claimed.reruns?.flaky ?? []), ...(again.reruns?.flaky ?? [])]);
  const [was, is] = [outcomes(claimed), outcomes(again)];
  const changed = [...new Set([...was.keys(), ...is.keys()])].filter(
    (id) => was.get(id) !== is.get(id) && !flaky.has(id),
  );
  // A flaky test decides the exit code, too.
  if (exitWords(claimed) !== exitWords(again) && flaky.size === 0)
    differences.push(`it says ${exitWords(claimed)}, and it is ${exitWords(again)} now`);
  if (claimed.report.format !== again.report.format)
    differences.push(`it says that the report is ${claimed.report.format}, and it is ${again.report.format} now`);
  if (claimed.report.problems.length === 0 && again.report.problems.length > 0)
    differences.push(`the report can't be read now: ${shorten(again.report.problems[0] ?? '', longestName)}`);
  for (const id of changed.slice(0, shownTests))
    differences.push(
      `test '${shorten(id, longestName)}': it says ${was.get(id) ?? 'nothing'}, and it ${now(is.get(id))} now`,
    );
  if (changed.length > shownTests)
    differences.push(`${countWords(changed.length - shownTests, 'more test')} with another outcome`);
  return differences;
}

function outcomes({ report }: CommandRun): Map<string, string> {
  return new Map(report.tests.map(({ id, outcome }) => [id, outcome]));
}

function now(outcome: string | undefined): string {
  return outcome === undefined ? 'does not run' : `is ${outcome}`;
}
