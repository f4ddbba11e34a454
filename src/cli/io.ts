/** Where a command speaks: standard output for what was asked, standard error for everything else. */
export type Io = {
  /** A line on standard output. */
  print: (line: string) => void;
  /** Text that is not Drover's own (a diff, what a command printed) on standard output, byte for byte. */
  copy: (text: string) => void;
  /** A line on standard error: progress and warnings. */
  say: (line: string) => void;
  /** True with --json: standard output belongs to one JSON document. */
  json: boolean;
  /** True when standard output is a terminal that wants colours and redrawing: false in a pipe and with NO_COLOR. */
  interactive: boolean;
};
