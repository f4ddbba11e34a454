import type { Limits } from '../../src/ports/sandbox.ts';

const mebibyte = 1024 * 1024;

/** What a sandboxed command may use when the migration file says no more than how long it may take. */
export function limits(milliseconds: number): Limits {
  return { milliseconds, memoryBytes: 4_096 * mebibyte, processes: 512, outputBytes: 16 * mebibyte };
}
