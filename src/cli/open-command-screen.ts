import { openScreen, type Screen } from '../dev/show/open-screen.ts';
import { droverCommand } from '../drover-command.ts';
import { asTyped } from './as-typed.ts';
import type { Io } from './io.ts';

/** A command's screen, on which other commands are named as the reader has to type them. */
export function openCommandScreen({ json }: Pick<Io, 'json'>): Screen {
  const screen = openScreen(json);
  const command = droverCommand();
  return {
    ...screen,
    say: (line) => screen.say(asTyped(line, command)),
    warn: (line) => screen.warn(asTyped(line, command)),
  };
}
