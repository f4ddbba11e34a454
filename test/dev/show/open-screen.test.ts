import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { openScreen } from '../../../src/dev/show/open-screen.ts';

test('a command is wrapped on a narrow terminal, not cut, also while the bar stands', async () => {
  const terminal = Object.assign(new PassThrough(), { isTTY: true, columns: 40, hasColors: () => false });
  const screen = openScreen(false, terminal);
  screen.progress({ total: 4, ended: 1, working: 2, waiting: 1 });
  const command = 'drover approve widgets-1-10717afd test/area.js --head 179c9bc8d34a';
  screen.say(command);
  screen.close();
  terminal.end();
  const written = await text(terminal);
  expect(written).toContain(`${command}\n`);
  // The sequence that makes a terminal drop what goes over its edge.
  expect(written).not.toContain('\u001B[?7l');
  expect(written).toContain('1 of 4 modules, 2 at work, 1 waiting');
});
