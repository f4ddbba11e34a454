/**
 * What in one file of a module can make its tests say what is not so, to be compared before and after a change: how often its code ends the
 * process (`exits`), names the report or writes one (`reports`), asks whether it is being tested (`asks`), and puts something in the place of tested or judging code (`stands`);
 * the time limits that it sets, in milliseconds; the literals that its assertions compare with and that its lists of cases hold; the files of the repository that
 * a test file loads; and a snapshot file's values, as hashes.
 */
export type FileSigns = {
  path: string;
  exits: number;
  reports: number;
  asks: number;
  stands: number;
  limits: number[];
  expected: string[];
  loads: string[];
  snapshots: string[];
};
