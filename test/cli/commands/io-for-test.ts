import type { Io } from '../../../src/cli/io.ts';

/** Keeps what a command says. */
export function ioForTest(options: { json?: boolean } = {}): Io & { out: () => string; err: () => string } {
  const printed: string[] = [];
  const said: string[] = [];
  return {
    print: (line) => void printed.push(line),
    copy: (text) => void printed.push(text),
    say: (line) => void said.push(line),
    json: options.json ?? false,
    interactive: false,
    out: () => printed.join('\n'),
    err: () => said.join('\n'),
  };
}
