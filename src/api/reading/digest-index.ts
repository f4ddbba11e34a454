import type { BlobRef, MigrationId } from '../../domain/ids.ts';
import { namedDigests } from '../views/named-digests.ts';
import { mapLimited } from './map-limited.ts';
import { readJsonBlob } from './read-json-blob.ts';
import type { Sources } from './sources.ts';

/** Tells whether a migration's own records name a blob, by themselves or through the evidence that they name. */
export type DigestIndex = (migration: MigrationId, digest: BlobRef) => Promise<boolean>;

type Known = {
  records: Set<string>;
  documents: Set<BlobRef>;
  unread: Set<BlobRef>;
  digests: Set<BlobRef>;
  turn: Promise<unknown>;
};

const kept = 20;
const atOnce = 50;

/** Makes the index. Records are only added, so each is read once; what the newest migrations name is kept. */
export function digestIndex({ records, blobs }: Pick<Sources, 'records' | 'blobs'>): DigestIndex {
  const migrations = new Map<MigrationId, Known>();

  const learn = (known: Known, value: unknown): void => {
    for (const { digest, document } of namedDigests(value)) {
      known.digests.add(digest);
      if (document && !known.documents.has(digest)) known.unread.add(digest);
    }
  };
  const readNew = async (id: MigrationId, known: Known): Promise<void> => {
    // Steps, and what was written at the end, alone name blobs. What a migration file has, as labels or variables, is its writer's choice, and may be any digest.
    const prefixes = ['modules/', 'migration/', 'final/', 'evidence'];
    const steps = await Promise.all(prefixes.map((prefix) => records.list(id, prefix)));
    const fresh = steps.flat().filter((name) => !known.records.has(name));
    await mapLimited(fresh, atOnce, async (name) => {
      learn(known, await records.read(id, name));
      known.records.add(name);
    });
  };
  const readDocuments = async (known: Known): Promise<void> => {
    await mapLimited([...known.unread], atOnce, async (digest) => {
      known.unread.delete(digest);
      known.documents.add(digest);
      // One that is gone or damaged names nothing any more; whoever asks for it is told so.
      learn(known, await readJsonBlob(blobs, digest).catch(() => undefined));
    });
  };

  return async (id, digest) => {
    const known = migrations.get(id) ?? {
      records: new Set(),
      documents: new Set(),
      unread: new Set(),
      digests: new Set(),
      turn: Promise.resolve(),
    };
    migrations.delete(id);
    migrations.set(id, known);
    const [oldest] = migrations.keys();
    if (migrations.size > kept && oldest !== undefined) migrations.delete(oldest);
    if (known.digests.has(digest)) return true;
    const look = async (): Promise<boolean> => {
      await readNew(id, known);
      if (!known.digests.has(digest)) await readDocuments(known);
      return known.digests.has(digest);
    };
    // One reader at a time: two would read all records twice.
    const found = known.turn.then(look, look);
    known.turn = found;
    return found;
  };
}
