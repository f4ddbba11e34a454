import { asTyped } from './as-typed.ts';
import type { Io } from './io.ts';

/** The command's own standard output and standard error. `command` is how the user calls Drover. */
export function openIo({ json, command }: { json: boolean; command: string }): Io {
  return {
    print: (line) => void process.stdout.write(`${json ? line : asTyped(line, command)}\n`),
    copy: (text) => void process.stdout.write(text),
    say: (line) => void process.stderr.write(`${asTyped(line, command)}\n`),
    json,
    // `hasColors` heeds NO_COLOR and TERM.
    interactive: !json && process.stdout.isTTY && process.stdout.hasColors(),
  };
}
