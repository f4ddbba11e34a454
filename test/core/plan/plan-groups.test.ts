import { expect, test } from 'vitest';
import { planGroups } from '../../../src/core/plan/plan-groups.ts';
import { MigrationFile } from '../../../src/domain/migration-file.ts';
import { smallMigration } from '../../support/small-migration.ts';

const module = (path: string, dependsOn: string[] = []) => ({
  key: path,
  path,
  role: 'module' as const,
  paths: [path],
  mayChange: [path],
  ...(dependsOn.length > 0 && { dependsOn }),
});
const per = (...scopes: ('module' | 'group')[]) =>
  scopes.map((scope) => ({ name: scope, per: scope, run: 'node --test' }));

function plan(
  groups: { name: string; include: string[] }[] | 'by-cycle' | 'by-dependency' | 'all',
  {
    modules = ['a.js', 'b.js', 'c.js'].map((path) => module(path)),
    verify = per('module', 'group'),
    cycles = [] as string[][],
  } = {},
) {
  const { modules: how, ...file } = smallMigration('https://example.org/it');
  const parsed = MigrationFile.parse({ ...file, modules: { ...how, dependsOn: 'imports', groups }, verify });
  return planGroups(parsed, modules, cycles, (text) => text.padEnd(8, '0'));
}

test('notes the group of each member, and leaves the others as they are', () => {
  const planned = plan([{ name: 'two', include: ['a.js', 'b.js'] }]);
  expect(planned).toMatchObject({
    kind: 'planned',
    groups: [{ name: 'two', members: ['a.js', 'b.js'] }],
    modules: [{ path: 'a.js', group: 'group-two-group:tw' }, { path: 'b.js' }, { path: 'c.js' }],
  });
  expect(planned.kind === 'planned' && planned.modules[2]).not.toHaveProperty('group');
});

test('refuses a module in two groups, a group of none, and a name that is a path, all at once', () => {
  const groups = [
    { name: 'one', include: ['a.js'] },
    { name: 'b.js', include: ['*.js', '!c.js'] },
    { name: 'none', include: ['lib/**'] },
  ];
  expect(plan(groups)).toEqual({
    kind: 'refused',
    problems: [
      'modules.groups[1].name: "b.js" is a module\'s path, too; give the group another name',
      'modules.groups[1].include: "a.js" is in the group "one" already; a module is in one group at most',
      'modules.groups[2].include: ["lib/**"] matches none of the 3 modules\' paths',
    ],
  });
});

test('refuses a module that nothing judges: no command of its own, and no group', () => {
  expect(plan([{ name: 'one', include: ['a.js', 'b.js'] }], { verify: per('group') })).toMatchObject({
    kind: 'refused',
    problems: [expect.stringContaining('nothing judges "c.js"')],
  });
});

test('refuses members that wait for one another', () => {
  const modules = [module('a.js', ['b.js']), module('b.js', ['a.js'])];
  expect(plan([{ name: 'both', include: ['*.js'] }], { modules })).toMatchObject({
    kind: 'refused',
    problems: ['modules.groups[0]: "a.js", "b.js" depend on one another; nothing could begin'],
  });
});

test('puts a group into one wave, behind what any of its members waits for', () => {
  const modules = [
    module('first.js'),
    module('a.js'),
    module('b.js', ['a.js', 'first.js']),
    module('last.js', ['b.js']),
  ];
  const planned = plan([{ name: 'both', include: ['a.js', 'b.js'] }], { modules });
  expect(planned.kind === 'planned' && planned.modules.map(({ path, wave }) => [path, wave])).toEqual([
    ['first.js', 0],
    ['a.js', 1],
    ['b.js', 1],
    ['last.js', 2],
  ]);
  expect(planned).toMatchObject({ groups: [{ wave: 1 }] });
});

test('refuses a module that waits for a part of a group that waits for it', () => {
  const modules = [module('a.js', ['between.js']), module('b.js'), module('between.js', ['b.js'])];
  expect(plan([{ name: 'both', include: ['a.js', 'b.js'] }], { modules })).toMatchObject({
    kind: 'refused',
    problems: [expect.stringContaining('wait for one another (dependsOn), so none could begin')],
  });
});

test('makes groups by a word: of each circle, of all that hang together, or of all', () => {
  const modules = [
    module('a.js', ['b.js']),
    module('b.js'),
    module('c.js', ['d.js']),
    module('d.js'),
    module('e.js', ['d.js']),
    module('f.js'),
  ];
  const cycles = [['a.js', 'f.js']];
  const groupsOf = (word: 'by-cycle' | 'by-dependency' | 'all') => {
    const planned = plan(word, { modules, cycles });
    return planned.kind === 'planned' ? planned.groups.map(({ name, members }) => [name, members]) : planned.problems;
  };
  expect(groupsOf('by-cycle')).toEqual([['a.js and 1 more', ['a.js', 'f.js']]]);
  expect(groupsOf('by-dependency')).toEqual([
    ['a.js and 2 more', ['a.js', 'b.js', 'f.js']],
    ['c.js and 2 more', ['c.js', 'd.js', 'e.js']],
  ]);
  expect(groupsOf('all')).toEqual([['all modules', ['a.js', 'b.js', 'c.js', 'd.js', 'e.js', 'f.js']]]);
});

test('refuses a group by a word that is too large to be led', () => {
  const modules = Array.from({ length: 151 }, (_, index) => module(`m${index}.js`));
  expect(plan('all', { modules })).toMatchObject({
    kind: 'refused',
    problems: ['modules.groups: the group "all modules" has 151 modules, and at most 150 fit one; make larger modules'],
  });
});
