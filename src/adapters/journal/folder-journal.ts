import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../domain/failure.ts';
import type { Failpoint } from '../../ports/failpoints.ts';
import type { Journal } from '../../ports/journal.ts';
import type { ModelReply } from '../../ports/model.ts';
import { isMissing } from '../is-missing.ts';
import { writeDurably } from '../write-durably.ts';
import { intents } from './intents.ts';
import { unanswered } from './unanswered.ts';
import { recordExtension, splitJournalKey } from './journal-paths.ts';

/**
 * The model journal as files: `folder/MIGRATION/MODULE/ROUND/ATTEMPT/TURN/HASH.json` for a recorded reply, and beside it
 * `HASH.intent-1.json`, `HASH.intent-2.json`, ... for every time that the request was about to be sent, and
 * `HASH.response.json` with the id of a reply that is made in the background.
 *
 * - A record that can't be read is `Broken`, not absent: it got its name only after it was on disk whole, so no kill can have torn
 *   it, and to ask again would be to pay twice without a word.
 * - The first record of a key stays. When a process that was given up answers late, or was first, all later look-ups agree.
 * - An intent is a file of its own that only one process can create, so that two processes that send at one moment count as two;
 *   a number in one file would lose one. Its existence is what counts, so a kill while it is filled does no harm.
 * - `HASH.settled-1.json` says that the first call ended without a reply: an intent without that and without the record was under way at a kill.
 * - The failpoints are passed around the record alone: between them lies the one gap in which a reply is paid and not yet kept.
 */
export function folderJournal(folder: string, failpoint: Failpoint): Journal {
  const recordOf = (key: string): string => {
    const { turn, hash } = splitJournalKey(key);
    return join(folder, turn, `${hash}${recordExtension}`);
  };

  const responseOf = (key: string): string => {
    const { turn, hash } = splitJournalKey(key);
    return join(folder, turn, `${hash}.response.json`);
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

    ...intents(folder),

    unanswered: (migration) => unanswered(folder, migration),

    async begin(key, responseId) {
      await writeDurably(responseOf(key), `${JSON.stringify({ v: 1, responseId })}\n`);
    },

    async begun(key) {
      const text = await readFile(responseOf(key), 'utf8').catch((error: unknown) => {
        if (isMissing(error)) return undefined;
        throw error;
      });
      const { responseId } = (text === undefined ? {} : JSON.parse(text)) as { responseId?: unknown };
      return typeof responseId === 'string' ? responseId : undefined;
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
