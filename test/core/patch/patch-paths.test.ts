import { expect, test } from 'vitest';
import { patchPaths } from '../../../src/core/patch/patch-paths.ts';

test('all named paths come once, in order, with the targets of moves', () => {
  const patch = `*** Begin Patch
*** Update File: src/a b.js
*** Move to: src/c.js
@@
-x
+y
*** Add File: new/d.js
+*** Add File: not/me.js
*** Update File: src/a b.js
@@
 *** Delete File: nor/me.js
-y
*** Delete File: e.js
*** End Patch`;
  expect(patchPaths(patch)).toEqual(['src/a b.js', 'src/c.js', 'new/d.js', 'e.js']);
});

test('a malformed patch gives the paths that can be made out', () => {
  expect(patchPaths('*** Begin Patch\n*** Update File: a.js\nnonsense\n*** Delete File: b.js\n')).toEqual([
    'a.js',
    'b.js',
  ]);
  expect(patchPaths('*** Update File: a.js\n*** End Patch\n*** Begin Patch\n*** Add File: b.js\n+b\n')).toEqual([
    'a.js',
    'b.js',
  ]);
  expect(patchPaths('no patch at all')).toEqual([]);
  expect(patchPaths('')).toEqual([]);
});

test('paths that may never be written are left out, so that nobody looks for them', () => {
  const patch =
    '*** Begin Patch\n*** Delete File: ../x\n*** Delete File: a\0b\n*** Delete File: .git/config\n*** Delete File: ok\n*** End Patch\n';
  expect(patchPaths(patch)).toEqual(['ok']);
});

test('a patch with CRLF throughout gives the paths without the carriage returns', () => {
  expect(patchPaths('*** Begin Patch\r\n*** Delete File: a.js\r\n*** End Patch\r\n')).toEqual(['a.js']);
});
