/** What a look at one thing has shown. */
export type Check = {
  name: string;
  /** 'failed' ends in exit code 1; 'warning' works, but not as one might expect; 'info' is neither good nor bad. */
  state: 'ok' | 'failed' | 'warning' | 'info';
  says: string;
  /** What to do about it. */
  wayOut?: string;
};
