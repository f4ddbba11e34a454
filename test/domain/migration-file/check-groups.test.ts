import { expect, test } from 'vitest';
import { checkGroups } from '../../../src/domain/migration-file/check-groups.ts';

const faults = (file: object) => checkGroups({ ...file }).map(({ field, detail }) => `${field}: ${detail}`);

test('refuses commands for groups where there are none, groups that nothing judges, and commands that are not there', () => {
  const modules = { by: 'folders', groups: [{ name: 'x', include: ['a'] }] };
  expect(faults({ verify: [{ run: 'x' }, { name: 'g', run: 'x', per: 'group' }] })).toEqual([
    "verify[1].per: it judges groups, and there are none: name them in modules.groups, or take 'per' out",
  ]);
  expect(faults({ modules, verify: [{ run: 'x' }] })).toEqual([
    'modules.groups: nothing judges a group: add a command with per: group to verify',
  ]);
  const twice = { ...modules, groups: [...modules.groups, { name: 'x', include: ['b'], verify: ['h'] }] };
  expect(faults({ modules: twice, verify: [{ name: 'g', run: 'x', per: 'group' }] })).toEqual([
    'modules.groups[1].name: there is another group called "x"; give each its own name',
    'modules.groups[1].verify[0]: there is no command "h" of per: group; there are "g"',
  ]);
});

test('refuses groups by dependencies that nobody looks for', () => {
  const verify = [{ run: 'x', name: 'g', per: 'group' }];
  const fault = (modules: object) => checkGroups({ modules, verify }).map(({ field, detail }) => `${field}: ${detail}`);
  expect(fault({ groups: 'by-cycle' })).toEqual([
    'modules.groups: by-cycle needs to know what modules depend on: write dependsOn: manifests or imports',
  ]);
  expect(fault({ groups: 'by-dependency', dependsOn: 'imports' })).toEqual([]);
  expect(fault({ groups: 'all' })).toEqual([]);
  expect(checkGroups({ modules: { groups: 'all' }, verify: [] })).toHaveLength(1);
});
