import { expect, test } from 'vitest';
import { readRequest } from '../../../src/dev/launch/read-request.mjs';

const script = '/somewhere/src/dev/launch.mjs';
const link = '/somewhere/node_modules/.bin/drover';

test('in a checkout the first argument is the command', () => {
  expect(readRequest(['node', script, 'demo', '--json'], true)).toEqual({ command: 'demo', args: ['--json'] });
});

test('an unknown command is answered with those that there are', () => {
  expect(readRequest(['node', script, 'demmo'], true)).toEqual({
    problem: "Unknown command 'demmo'. There are: demo, test, check, build, drover.",
  });
});

test("called as the program 'drover' the arguments are the program's own, even where they name a command", () => {
  expect(readRequest(['node', link, 'test', 'x'], true)).toEqual({ command: 'drover', args: ['test', 'x'] });
  expect(readRequest(['node', link], true)).toEqual({ command: 'drover', args: [] });
});

test('an installed package knows the program and the demo', () => {
  expect(readRequest(['node', script, 'check'], false)).toEqual({ command: 'drover', args: ['check'] });
  expect(readRequest(['node', script, 'demo', '-x'], false)).toEqual({ command: 'demo', args: ['-x'] });
});
