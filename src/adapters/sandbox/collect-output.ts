import type { Readable } from 'node:stream';

/** What a command has written so far. */
export type Output = { stdout: Uint8Array; stderr: Uint8Array };

/**
 * Collects two streams up to `maximumBytes` together, then calls `onFull` once and reads no further: a program that writes gigabytes a
 * second must not fill the worker's memory before the kill arrives.
 */
export function collectOutput(
  streams: { stdout: Readable; stderr: Readable },
  maximumBytes: number,
  onFull: () => void,
): () => Output {
  const chunks: { stdout: Buffer[]; stderr: Buffer[] } = { stdout: [], stderr: [] };
  let left = maximumBytes;
  for (const name of ['stdout', 'stderr'] as const) {
    streams[name].on('data', (chunk: Buffer) => {
      if (left < 0) return;
      if (left > 0) chunks[name].push(chunk.subarray(0, left));
      left -= chunk.length;
      if (left >= 0) return;
      streams.stdout.destroy();
      streams.stderr.destroy();
      onFull();
    });
  }
  return () => ({ stdout: Buffer.concat(chunks.stdout), stderr: Buffer.concat(chunks.stderr) });
}
