import { expect, it } from 'vitest';
import { addApproved } from '../../../src/core/approval/add-approved.ts';
import { approvedWithoutAsking } from '../../../src/core/approval/configuration-approval.ts';
import { configurationWords } from '../../../src/core/approval/configuration-words.ts';

const manifest = { path: 'a/package.json', kind: 'package.json' };
const lock = { path: 'package-lock.json', kind: 'lockfile' };
const ann = { kind: 'package.json', actor: 'ann' };

it('a merge needs a person where each one does, and otherwise for changes of configuration alone', () => {
  expect(approvedWithoutAsking({ merge: 'each', config: 'none' }, [], [])).toBeUndefined();
  expect(approvedWithoutAsking({ merge: 'none', config: 'each' }, [], [])).toBe('nobody: approve.merge is none');
  expect(approvedWithoutAsking({ merge: 'none', config: 'none' }, [manifest], [])).toMatch(
    /^nobody: approve.merge and/,
  );
  expect(approvedWithoutAsking({ merge: 'none' }, [manifest], [])).toMatch(/^nobody/);
  expect(approvedWithoutAsking({ merge: 'none', config: 'each' }, [manifest], [ann])).toBeUndefined();
  expect(approvedWithoutAsking({ merge: 'none', config: 'once' }, [manifest], [])).toBeUndefined();
});

it('one approval of each kind of file is enough, and says whose it was', () => {
  const once = { merge: 'none', config: 'once' } as const;
  expect(approvedWithoutAsking(once, [manifest], [ann])).toBe('ann, once for all modules: package.json');
  expect(approvedWithoutAsking(once, [manifest, lock], [ann])).toBeUndefined();
  expect(approvedWithoutAsking(once, [manifest, lock], [ann, { kind: 'lockfile', actor: 'bob' }])).toBe(
    'ann, bob, once for all modules: package.json, lockfile',
  );
});

it('approved kinds are kept once, and a message that holds something else adds nothing', () => {
  expect(
    addApproved(
      [ann],
      [
        { kind: 'package.json', actor: 'bob' },
        { kind: 'CI', actor: 'bob' },
      ],
    ),
  ).toEqual([ann, { kind: 'CI', actor: 'bob' }]);
  for (const message of [undefined, null, 'x', {}, [null], [{ kind: 1, actor: 'x' }], [{ kind: 'CI' }]])
    expect(addApproved([ann], message)).toEqual([ann]);
});

it('says which configuration is changed', () => {
  expect(configurationWords([])).toBe('');
  expect(configurationWords([manifest, { path: 'package.json', kind: 'package.json' }])).toBe(
    'It changes how tests are built and run: a/package.json (package.json), package.json.',
  );
  expect(configurationWords(Array.from({ length: 7 }, () => lock))).toMatch(/and 2 more\.$/);
});
