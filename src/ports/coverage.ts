import type { FileCoverage } from '../domain/evidence.ts';

export type CoverageInput = {
  /** What the command wrote, by its paths in the repository. */
  files: { path: string; bytes: Uint8Array }[];
  /** The folders under which the command may have seen the repository. */
  roots: string[];
  /** The module's files, as far as they are known by their names, and which paths belong to it besides. */
  module: { paths: string[]; has: (path: string) => boolean };
};

/** `problems` says in words what can't be read. */
export type ReadCoverageResult = { coverage: FileCoverage[]; problems: string[] };

/** Reads how many lines of a module's files a command ran. Never throws: what can't be read is a problem. */
export type ReadCoverage = (input: CoverageInput) => ReadCoverageResult;
