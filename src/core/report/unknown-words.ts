import type { UnknownCalls } from '../../domain/unknown-calls.ts';

/** The model calls whose end nobody knows, in words. */
export function unknownWords(unknown: UnknownCalls[]): string {
  const places = unknown.map(({ attempt, turn, calls }) => `${calls} in attempt ${attempt}, turn ${turn}`);
  return `under way when a worker died, and charged as if answered: ${places.join('; ')}`;
}
