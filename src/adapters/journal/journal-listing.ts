import { filesOfTurns } from './files-of-turns.ts';
import { readJournalName } from './journal-paths.ts';

/** One request of the journal; `intended` is how often it was about to be sent. */
export type JournalEntry = { key: string; recorded: boolean; intended: number };

/**
 * Every request in a folder journal, sorted by key, without reading any. More than one intent means that a request was sent
 * again; an intent without a record was under way at a kill, or still is.
 */
export async function listJournal(folder: string): Promise<JournalEntry[]> {
  const entries = new Map<string, JournalEntry>();
  for (const file of await filesOfTurns(folder, 6)) {
    const slash = file.lastIndexOf('/');
    const name = readJournalName(file.slice(slash + 1));
    if (name === undefined) continue;
    const key = `${file.slice(0, slash)}/${name.hash}`;
    const entry = entries.get(key) ?? { key, recorded: false, intended: 0 };
    if (name.kind === 'record') entry.recorded = true;
    else if (name.kind === 'intent') entry.intended += 1;
    entries.set(key, entry);
  }
  return [...entries.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}
