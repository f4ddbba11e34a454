import { open, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../domain/failure.ts';
import type { Failpoint } from '../../ports/failpoints.ts';
import type { Journal } from '../../ports/journal.ts';
import type { ModelReply } from '../../ports/model.ts';
import { isMissing } from '../is-missing.ts';
import { makeFolderDurably, syncFolder, writeDurably } from '../write-durably.ts';
import { intentName, readJournalName, recordExtension, splitJournalKey } from './journal-paths.ts';

/**
 * The model journal as files: `folder/MIGRATION/MODULE/ROUND/ATTEMPT/TURN/HASH.json` for a recorded reply, and beside it
 * `HASH.intent-1.json`, `HASH.intent-2.json`, ... for every time that the request was about to be sent.
 *
 * - A record that can't be read is `Broken`, not absent: it got its name only after it was on disk whole, so no kill can have torn
 *   it, and to ask again would be to pay twice without a word.
 * - The first record of a key stays. When a process that was given up answers late, or was first, all later look-ups agree.
 * - An intent is a file of its own that only one process can create, so that two processes that send at one moment count as two;
 *   a number in one file would lose one. Its existence is what counts, so a kill while it is filled does no harm.
 * - The failpoints are passed around the record alone: between them lies the one gap in which a reply is paid and not yet kept.
 */
export function folderJournal(folder: string, failpoint: Failpoint): Journal {
  const recordOf = (key: string): string => {
    const { turn, hash } = splitJournalKey(key);
    return join(folder, turn, `${hash}${recordExtension}`);
  };

  const lookUp = async (key: string): Promise<ModelReply | undefined> => {
    const path = recordOf(key);
    try {
      return parseRecord(await readFile(path, 'utf8'), key, path);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  };

  return {
    lookUp,

    async intend(key) {
      const { turn, hash } = splitJournalKey(key);
      const turnFolder = join(folder, turn);
      await makeFolderDurably(turnFolder);
      const sent = (await readdir(turnFolder))
        .map(readJournalName)
        .filter((file) => file?.kind === 'intent' && file.hash === hash);
      await createNext(turnFolder, hash, sent.length + 1);
    },

    async record(key, reply) {
      const path = recordOf(key);
      if ((await lookUp(key)) !== undefined) return;
      failpoint('before-journal-write');
      await writeDurably(path, `${JSON.stringify({ v: 1, key, reply })}\n`);
      failpoint('after-journal-write');
    },
  };
}

/** Creates the intent of the first number from `number` on that is free, and writes it to disk for good. */
async function createNext(turnFolder: string, hash: string, number: number): Promise<void> {
  for (let free = number; ; free += 1) {
    try {
      const file = await open(join(turnFolder, intentName(hash, free)), 'wx');
      try {
        await file.writeFile(`${JSON.stringify({ v: 1, at: new Date().toISOString(), process: process.pid })}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      return await syncFolder(turnFolder);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function parseRecord(text: string, key: string, path: string): ModelReply {
  let value;
  try {
    value = JSON.parse(text) as { v?: unknown; key?: unknown; reply?: Partial<ModelReply> } | null;
  } catch (error) {
    throw damaged(key, path, 'it is not JSON', error);
  }
  const reply = value?.reply;
  const complete =
    typeof reply?.responseId === 'string' && Array.isArray(reply.items) && typeof reply.usage === 'object';
  if (value?.v !== 1 || value.key !== key || !complete) throw damaged(key, path, "it is not this key's record");
  return reply as ModelReply;
}

function damaged(key: string, path: string, why: string, cause?: unknown): Failure {
  return new Failure(
    'Broken',
    `The journal's record of ${key} is damaged: ${path} can't be read back, ${why}. Restore it from a backup, or remove it to pay for that reply again.`,
    { cause },
  );
}
