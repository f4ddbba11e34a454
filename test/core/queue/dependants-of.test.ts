import { expect, it } from 'vitest';
import { dependantsOf } from '../../../src/core/queue/dependants-of.ts';
import type { ModulePlan } from '../../../src/domain/module-plan.ts';

const module = (key: string, more: Partial<ModulePlan> = {}): ModulePlan => ({
  key,
  path: key,
  role: 'module',
  paths: [],
  mayChange: [],
  ...more,
});

it('are those that depend directly, also in a circle', () => {
  const modules = [
    module('core', { circle: ['twin'] }),
    module('twin', { circle: ['core'] }),
    module('lib', { dependsOn: ['core'] }),
    module('app', { dependsOn: ['lib'] }),
  ];
  expect(dependantsOf({ modules }, ['core'])).toEqual(['twin', 'lib']);
  expect(dependantsOf({ modules }, ['core', 'lib'])).toEqual(['twin', 'app']);
  expect(dependantsOf({ modules }, ['app'])).toEqual([]);
});

it('are groups where members of groups depend, or are depended on', () => {
  const modules = [
    module('a', { group: 'G' }),
    module('b', { group: 'G', dependsOn: ['a'] }),
    module('c', { dependsOn: ['b'] }),
    module('d', { group: 'H', dependsOn: ['c'] }),
  ];
  const groups = [
    { key: 'G', name: 'g', members: ['a', 'b'] },
    { key: 'H', name: 'h', members: ['d'] },
  ];
  expect(dependantsOf({ modules, groups }, ['G'])).toEqual(['c']);
  expect(dependantsOf({ modules, groups }, ['c'])).toEqual(['H']);
});
