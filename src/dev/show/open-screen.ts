import { MultiBar, Presets, type SingleBar } from 'cli-progress';

/** How far a migration is, in modules. */
export type Counts = { total: number; ended: number; working: number; waiting: number };

/** A terminal, or what stands for one. */
export type ScreenStream = Pick<NodeJS.WriteStream, 'isTTY' | 'hasColors'> & NodeJS.WritableStream;

export type Screen = {
  say: (line: string) => void;
  warn: (line: string) => void;
  progress(counts: Counts): void;
  /** Takes the bar away; lines can still be said. */
  close(): void;
};

/**
 * Where a command speaks: bars on a terminal, plain lines in a pipe. With `json`, standard output belongs to the report alone and all
 * this goes to standard error.
 */
export function openScreen(json: boolean, stream: ScreenStream = json ? process.stderr : process.stdout): Screen {
  const bars = stream.isTTY ? makeBars(stream) : undefined;
  let bar: SingleBar | undefined;
  let open = true;
  const say = (line: string): void => {
    if (bars !== undefined && bar !== undefined && open) bars.log(`${line}\n`);
    else stream.write(`${line}\n`);
  };
  return {
    say,
    warn: (line) => say(stream.isTTY && stream.hasColors() ? `\u001B[31m${line}\u001B[0m` : line),
    progress({ total, ended, working, waiting }) {
      if (bars === undefined || !open || total === 0) return;
      bar ??= bars.create(total, 0, { working: 0, waiting: 0 });
      bar.update(ended, { working, waiting });
    },
    close() {
      if (!open) return;
      open = false;
      // What was said since the bar was last drawn is written with its next drawing; stopping alone would lose it.
      if (bar !== undefined) bars?.update();
      bars?.stop();
    },
  };
}

function makeBars(stream: ScreenStream): MultiBar {
  const format = ' {value} of {total} modules, {working} at work, {waiting} waiting, {duration_formatted} {bar}';
  return new MultiBar(
    // Long lines are wrapped, so that a command can be copied whole from a narrow terminal; the bar is cut at its edge.
    // Ctrl-C is heard by whoever opened the screen, and closes it.
    {
      stream,
      format,
      gracefulExit: false,
      linewrap: true,
      hideCursor: true,
      clearOnComplete: false,
      stopOnComplete: false,
    },
    Presets.shades_classic,
  );
}
