import { Failure } from '../../domain/failure.ts';
import { checkPathComponent } from '../path-component.ts';

export const recordExtension = '.json';

/** The name of the nth intent of a hash, beginning with 1. A hash has no dot, so that a record's name never reads as an intent's. */
export function intentName(hash: string, number: number): string {
  return `${hash}.intent-${number}.json`;
}

/** The name of what says that the nth intent of a hash ended without a reply. */
export function settledName(hash: string, number: number): string {
  return `${hash}.settled-${number}.json`;
}

/** What a file of the journal is, by its name; undefined for one that is still being written, or is none of the journal's. */
export function readJournalName(name: string): { hash: string; kind: 'record' | 'intent' | 'settled' } | undefined {
  const match = /^([A-Za-z0-9_-]+)(?:\.(intent|settled)-[1-9]\d*)?\.json$/.exec(name);
  if (match?.[1] === undefined) return undefined;
  return { hash: match[1], kind: (match[2] as 'intent' | 'settled' | undefined) ?? 'record' };
}

/** The folder (relative to the journal's) and the hash of a key `MIGRATION/MODULE/ROUND/ATTEMPT/TURN/REQUEST-HASH`. */
export function splitJournalKey(key: string): { turn: string; hash: string } {
  const parts = key.split('/');
  for (const part of parts) checkPathComponent(part, `The journal's key '${key}'`);
  const hash = parts.at(-1) ?? '';
  if (parts.length !== 6 || hash.includes('.')) {
    throw new Failure(
      'InputRefused',
      `The journal's key '${key}' is not MIGRATION/MODULE/ROUND/ATTEMPT/TURN/REQUEST-HASH.`,
    );
  }
  return { turn: parts.slice(0, -1).join('/'), hash };
}
