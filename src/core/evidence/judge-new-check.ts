import type { CommandRun } from '../../domain/evidence.ts';
import type { Finding } from '../../domain/finding.ts';
import { countWords } from './count-words.ts';
import { cutShort } from './cut-short.ts';
import { exitWords } from './exit-words.ts';
import { lastWords } from './last-words.ts';
import { shorten } from './shorten.ts';
import { unreadableReports } from './unreadable-reports.ts';

const longestMessage = 500;

/**
 * Judges a check that there was not before the change (`before: none`): there is nothing to compare it with, so it has to be green by itself:
 * exit code 0, no failing test, and where it reports tests, at least one that passes.
 */
export function judgeNewCheck(run: CommandRun): Finding[] {
  if (run.ended !== 'exited') return [cutShort(run)];
  const { tests, format } = run.report;
  const finding = (kind: Finding['kind'], subject: string, detail: string): Finding => ({
    kind,
    rejects: true,
    subject,
    detail,
  });
  const faults = [...unreadableReports(run)];
  const failing = tests.filter(({ outcome }) => outcome === 'failed');
  for (const { id, message } of failing) {
    const words = message === undefined ? '.' : `: ${shorten(message, longestMessage)}`;
    faults.push(
      finding('failing-test', id, `test '${id}' fails in command '${run.name}', which is a new check${words}`),
    );
  }
  if (run.exitCode !== 0 && failing.length === 0) {
    const detail = `command '${run.name}', a new check, has to be green and failed (${exitWords(run)}).${lastWords(run)}`;
    faults.push(finding('command-failed', run.name, detail));
  }
  if (format !== 'exit-code' && failing.length === 0 && tests.every(({ outcome }) => outcome === 'skipped')) {
    const ran = tests.length === 0 ? 'ran no tests' : `skipped ${countWords(tests.length, 'test')} and ran none`;
    faults.push(
      finding('no-tests', run.name, `command '${run.name}', a new check, ${ran}: it proves nothing.${lastWords(run)}`),
    );
  }
  const seen = format === 'exit-code' ? exitWords(run) : `${exitWords(run)}, ${countWords(tests.length, 'test')}`;
  const detail = `command '${run.name}' is a new check (before: none): it did not run before the change; after it: ${seen}.`;
  return [...faults, { kind: 'new-check', rejects: false, subject: run.name, detail }];
}
