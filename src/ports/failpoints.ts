/** A named place where a test can kill the process; does nothing unless the environment names it. */
export type Failpoint = (name: FailpointName) => void;

export type FailpointName =
  `${'before' | 'after'}-${'blob-write' | 'journal-write' | 'ref-update' | 'command' | 'merge'}`;
