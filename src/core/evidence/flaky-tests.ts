import type { CommandRun } from '../../domain/evidence.ts';
import type { Finding } from '../../domain/finding.ts';
import { countWords } from './count-words.ts';

const named = 5;

/** The finding on tests that failed and passed at the same commit: shown, counted as passed, and no fault of the change. */
export function flakyTests(run: CommandRun, when: 'before' | 'after'): Finding[] {
  const { count = 0, flaky = [] } = run.reruns ?? {};
  if (flaky.length === 0) return [];
  const names = flaky.slice(0, named).map((id) => `'${id}'`);
  const more = flaky.length > named ? ` and ${flaky.length - named} more` : '';
  const detail = `${countWords(flaky.length, 'test')} of command '${run.name}' failed and passed at the same commit, ${when} the change, which was run ${count + 1} times: ${names.join(', ')}${more}. ${flaky.length === 1 ? 'It counts' : 'They count'} as passed.`;
  return [{ kind: 'flaky-test', rejects: false, subject: flaky[0] ?? run.name, detail }];
}
