import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommandRun } from '../../src/domain/evidence.ts';

const messageCharacters = 200;

/** The failing tests of all baselines in a data folder, each with the first words of its message. */
export async function readFailingTests(data: string): Promise<string[]> {
  const entries = await readdir(join(data, 'blobs'), { recursive: true, withFileTypes: true }).catch(() => []);
  const found = new Set<string>();
  for (const entry of entries.filter((one) => one.isFile())) {
    const text = await readFile(join(entry.parentPath, entry.name), 'utf8');
    if (!/^\{.*"commands":/s.test(text)) continue;
    const { commands } = JSON.parse(text) as { commands?: Partial<CommandRun>[] };
    for (const { report } of commands ?? [])
      for (const { id, outcome, message = '' } of report?.tests ?? [])
        if (outcome === 'failed')
          found.add(`${id}: ${message.trim().replaceAll(/\s+/g, ' ').slice(0, messageCharacters)}`);
  }
  return [...found].sort();
}
