import { afterAll, beforeAll } from 'vitest';
import { migrationStack, type MigrationStack, type StackOptions } from './migration-stack.ts';

/** One stack for all tests of the file or `describe` that asks: a worker's start is what takes longest in a small test. */
export function sharedStack(options: () => StackOptions): () => MigrationStack {
  const cleanUps: (() => void | Promise<void>)[] = [];
  let stack: MigrationStack | undefined;
  beforeAll(async () => {
    stack = await migrationStack(options(), (cleanUp) => void cleanUps.unshift(cleanUp));
  });
  afterAll(async () => {
    for (const cleanUp of cleanUps) await cleanUp();
  });
  return () => {
    if (stack === undefined) throw new Error('A shared stack is there from the first test on, not before.');
    return stack;
  };
}
