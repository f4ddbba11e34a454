import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';
import { waveDigest } from '../../src/core/approval/wave-digest.ts';
import { waveAtRest } from '../../src/core/workflow/wave-at-rest.ts';
import type { BlobRef } from '../../src/domain/ids.ts';
import type { MigrationRun } from './migration-run.ts';

/** The digest of the wave that waits as a whole by the newest state, and how many merges it has; undefined as long as one of its modules is at work. */
export function waveNow({ state }: MigrationRun, canBegin: boolean): { wave: BlobRef; merges: number } | undefined {
  const waiting = waveAtRest(state, canBegin);
  if (waiting === undefined) return undefined;
  return { wave: waveDigest(waiting, (text) => bytesToHex(sha256(utf8ToBytes(text)))), merges: waiting.length };
}
