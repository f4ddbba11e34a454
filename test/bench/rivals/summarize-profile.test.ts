import { expect, test } from 'vitest';
import { summarizeProfile, type Profile } from '../../../bench/rivals/summarize-profile.ts';

function frame(id: number, functionName: string, url: string) {
  return { id, callFrame: { functionName, url, lineNumber: 9 } };
}

test('sums the time of functions and of their packages, without what was idled', () => {
  const profile: Profile = {
    nodes: [
      frame(1, '(idle)', ''),
      frame(2, 'spawn', ''),
      frame(3, 'run', 'file:///somewhere/dist/src/adapters/git.js'),
      frame(4, 'decode', 'file:///somewhere/node_modules/@scope/name/lib/index.js'),
      frame(5, 'encode', 'file:///somewhere/node_modules/plain/node_modules/@scope/name/other.js'),
      frame(6, '', 'node:fs'),
    ],
    samples: [1, 2, 3, 4, 5, 6, 2],
    timeDeltas: [9_000, 1_000, 2_000, 3_000, 4_000, 500, 5_000],
  };
  expect(summarizeProfile(profile, 3)).toEqual({
    packages: [
      { what: '@scope/name', milliseconds: 7 },
      { what: '(native)', milliseconds: 6 },
      { what: 'drover', milliseconds: 2 },
    ],
    functions: [
      { what: 'spawn', milliseconds: 6 },
      { what: 'encode @scope/name/other.js:10', milliseconds: 4 },
      { what: 'decode @scope/name/lib/index.js:10', milliseconds: 3 },
    ],
  });
});
