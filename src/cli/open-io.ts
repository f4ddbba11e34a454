import type { Io } from './io.ts';

/** The command's own standard output and standard error. */
export function openIo({ json }: { json: boolean }): Io {
  return {
    print: (line) => void process.stdout.write(`${line}\n`),
    say: (line) => void process.stderr.write(`${line}\n`),
    json,
    // `hasColors` heeds NO_COLOR and TERM.
    interactive: !json && process.stdout.isTTY && process.stdout.hasColors(),
  };
}
