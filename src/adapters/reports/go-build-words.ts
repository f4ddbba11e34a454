import type { GoTestEvent } from './go-test-events.ts';

const header = /^# (?:\[)?([^\s\]]+)/;

/** What the compiler said, by what it built: from the events, and from standard error where Go before 1.24 writes it. */
export function goBuildWords(events: GoTestEvent[], stderr: string): Map<string, string> {
  const words = new Map<string, string>();
  const add = (built: string, line: string): void => {
    if (!header.test(line)) words.set(built, (words.get(built) ?? '') + line);
  };
  for (const { action, built, output } of events) {
    if (action === 'build-output' && built !== undefined) add(built, output ?? '');
  }
  let current: string | undefined;
  for (const line of stderr.split('\n')) {
    current = header.exec(line)?.[1] ?? current;
    if (current !== undefined) add(current, `${line}\n`);
  }
  return words;
}
