import { expect, it } from 'vitest';
import { namedFiles } from '../../../src/core/plan/named-files.ts';

const files = new Set(['scripts/verify.sh', 'run.mjs', 'a b']);
const named = (text: string) => namedFiles(text, (path) => files.has(path));

it('finds scripts by their paths, with or without a leading dot, in quotes and beside signs of the shell', () => {
  expect(named('sh scripts/verify.sh && node ./run.mjs --fast')).toEqual(['scripts/verify.sh', 'run.mjs']);
  expect(named('{"test": "node run.mjs"}')).toEqual(['run.mjs']);
  expect(named('(cd x; "./scripts/verify.sh";)')).toEqual(['scripts/verify.sh']);
});

it('finds none where a text names none', () => expect(named('npm test')).toEqual([]));
