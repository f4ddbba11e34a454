import type { Limits } from '../../ports/sandbox.ts';
import { descendants } from './process-tree.ts';

/** Between two looks; short commands end before the first one and cost nothing. */
const pollMilliseconds = 200;

/** Programs of today have a dozen threads each; a tree with more than this many per allowed process is a thread bomb. */
export const threadsPerProcess = 32;

/**
 * Looks at a process tree again and again, and says so once when it is over its memory or process limit. Returns what stops it.
 *
 * Memory is the sum of the processes' resident sets plus `otherBytes` (files in memory). The error: pages that processes share
 * are counted once for each of them (too much: a few MB for a tree of Node processes, more for a forked heap), and what is allocated and freed
 * between two looks is not seen (too little). A cgroup would be exact, but is seldom delegated to an ordinary user or a container.
 */
export function watchTree(
  tree: { root: number; otherBytes: () => number },
  limits: Limits,
  onExceeded: (limit: 'memory-limit' | 'process-limit') => void,
): () => void {
  const timer = setInterval(() => {
    const rows = descendants(tree.root);
    const threads = rows.reduce((sum, row) => sum + row.threads, 0);
    const bytes = rows.reduce((sum, row) => sum + row.residentBytes, tree.otherBytes());
    if (rows.length > limits.processes || threads > limits.processes * threadsPerProcess) onExceeded('process-limit');
    else if (bytes > limits.memoryBytes) onExceeded('memory-limit');
  }, pollMilliseconds);
  return () => clearInterval(timer);
}
