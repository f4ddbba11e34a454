import { canonicalJson } from '../../src/core/json/canonical-json.ts';
import type { ConversationItem } from '../../src/domain/conversation.ts';
import type { BlobRef } from '../../src/domain/ids.ts';
import type { Blobs } from '../../src/ports/blobs.ts';
import { readJson } from './read-json.ts';

/** A conversation in the blob store: addresses of lists of items, oldest first, so that a turn only adds what is new. */
type Conversation = { v: 1; parts: BlobRef[] };

/** All items of a conversation, in order. No address: an empty one. */
export async function readConversation(blobs: Blobs, ref: BlobRef | undefined): Promise<ConversationItem[]> {
  if (ref === undefined) return [];
  const { parts } = await readJson<Conversation>(blobs, ref);
  return (await Promise.all(parts.map((part) => readJson<ConversationItem[]>(blobs, part)))).flat();
}

/** Adds items to a conversation and returns the longer one's address; the one given stays as it is. */
export async function extendConversation(
  blobs: Blobs,
  ref: BlobRef | undefined,
  items: ConversationItem[],
): Promise<BlobRef> {
  const parts = ref === undefined ? [] : (await readJson<Conversation>(blobs, ref)).parts;
  return blobs.put(
    canonicalJson({ v: 1, parts: [...parts, await blobs.put(JSON.stringify(items))] } satisfies Conversation),
  );
}
