import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Journal } from '../../ports/journal.ts';
import { listFolder } from '../list-folder.ts';
import { makeFolderDurably, syncFolder, writeDurably } from '../write-durably.ts';
import { intentName, readJournalName, settledName, splitJournalKey } from './journal-paths.ts';

/** The part of a folder journal that notes what is about to be sent, and what became of it where no reply came. */
export function intents(folder: string): Pick<Journal, 'intend' | 'settle' | 'unknown'> {
  const counter = async (key: string): Promise<(kind: string) => number> => {
    const { turn, hash } = splitJournalKey(key);
    const files = (await listFolder(join(folder, turn))).map(({ name }) => readJournalName(name));
    return (kind) => files.filter((file) => file?.hash === hash && file.kind === kind).length;
  };

  return {
    async intend(key) {
      const { turn, hash } = splitJournalKey(key);
      const turnFolder = join(folder, turn);
      await makeFolderDurably(turnFolder);
      const count = await counter(key);
      return createNext(turnFolder, hash, count('intent') + 1);
    },

    async settle(key, intent) {
      const { turn, hash } = splitJournalKey(key);
      await writeDurably(join(folder, turn, settledName(hash, intent)), `${JSON.stringify({ v: 1 })}\n`);
    },

    async unknown(key) {
      const count = await counter(key);
      return Math.max(0, count('intent') - count('settled') - count('record'));
    },
  };
}

/** Creates the intent of the first number from `number` on that is free, and writes it to disk for good. */
async function createNext(turnFolder: string, hash: string, number: number): Promise<number> {
  for (let free = number; ; free += 1) {
    try {
      const file = await open(join(turnFolder, intentName(hash, free)), 'wx');
      try {
        await file.writeFile(`${JSON.stringify({ v: 1, at: new Date().toISOString(), process: process.pid })}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      await syncFolder(turnFolder);
      return free;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
