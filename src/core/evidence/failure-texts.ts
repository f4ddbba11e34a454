import type { Evidence } from '../../domain/evidence.ts';

/** What a refusal says, in the order in which it tells: each list is looked at where those before it name nobody. */
export type FailureTexts = { messages: string[]; places: string[]; files: string[]; outputs: string[] };

/** A path with a line number, as compilers and stack traces have it: `a/b.js:3`, `a/b.ts(3,4)`, `File "a/b.py", line 3`. */
const place = /[\w@.[\]+/-]+(?=:\d|\(\d|", line \d)/g;
const mostPlaces = 2_000;

/**
 * What is known of a refusal's causes: the messages of tests that fail and did not before, and findings on files; places in the code that failed
 * commands print; the files of failing tests; at last whole outputs. A test's own file stands behind, since it is where a fault shows and
 * seldom where it is. `outputs` has them by the commands' names.
 */
export function failureTexts(
  { before, after, findings }: Evidence,
  outputs: ReadonlyMap<string, string>,
): FailureTexts {
  const rejecting = findings.filter(({ rejects }) => rejects);
  const known = new Set(before.commands.flatMap(({ report }) => report.tests.filter(isFailed).map(({ id }) => id)));
  const texts: FailureTexts = { messages: [], places: [], files: [], outputs: [] };
  for (const { name, report, exitCode, tail = '' } of after.commands) {
    const failed = report.tests.filter((test) => isFailed(test) && !known.has(test.id));
    const testFiles = report.tests.flatMap(({ id, file }) => [id, ...(file === undefined ? [] : [file])]);
    const without = (text: string) => testFiles.reduce((rest, file) => rest.replaceAll(file, ''), text);
    for (const { id, file, message = '' } of failed) {
      texts.messages.push(without(message));
      texts.files.push(`${id} ${file ?? ''}`);
    }
    if (exitCode === 0 && failed.length === 0) continue;
    const output = outputs.get(name) ?? tail;
    const places = [...output.matchAll(place)].map(([path]) => path).filter((path) => without(path) === path);
    texts.places.push(...new Set(places.slice(0, mostPlaces)));
    texts.outputs.push(output);
  }
  texts.messages.push(
    ...rejecting.filter(({ kind }) => !ofTests.has(kind)).map(({ subject, detail }) => `${subject} ${detail}`),
  );
  texts.files.push(...rejecting.filter(({ kind }) => kind === 'lost-test').map(({ subject }) => subject));
  return texts;
}

/** Findings on tests and commands as such: what they say of places stands in the reports. */
const ofTests = new Set([
  'failing-test',
  'lost-test',
  'skipped-test',
  'command-failed',
  'unreadable-report',
  'no-tests',
]);

function isFailed({ outcome }: { outcome: string }): boolean {
  return outcome === 'failed';
}
