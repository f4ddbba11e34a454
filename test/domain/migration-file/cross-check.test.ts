import { expect, test } from 'vitest';
import { smallMigration } from '../../support/small-migration.ts';
import { faultLines } from './fault-lines.ts';

const faults = (changes: object) => faultLines({ ...smallMigration('https://example.org/widgets.git'), ...changes });
const whole = { name: 'whole', run: 'x', per: 'migration' };
const outer = { goal: 'x', mayChange: ['a'] };

test('commands of the whole migration stand beside those of modules, and never alone', () => {
  expect(faults({ verify: [{ run: 'x' }, whole] })).toEqual([]);
  expect(faults({ verify: [whole] })).toEqual([
    "verify: each command is of per: migration, so nothing judges a module; add a command without 'per'",
  ]);
});

test('a first module that only new checks and commands of the whole could judge is refused', () => {
  expect(faults({ first: outer, verify: [{ run: 'x', before: 'none' }, whole] })).toEqual([
    expect.stringContaining('first.verify: each verify command is a new check'),
  ]);
});

test('the first and the last module have no commands of the whole migration', () => {
  expect(faults({ last: { ...outer, verify: [whole] } })).toEqual([
    "last.verify[0].per: it judges this one module; take 'per' out, or move the command to verify",
  ]);
});

test('an order of modules that can not be kept is refused', () => {
  const list = [
    { path: 'a', paths: ['a'], dependsOn: ['a', 'c'] },
    { path: 'b', paths: ['b'], dependsOn: ['a'] },
  ];
  expect(faults({ modules: { by: 'list', list } })).toEqual([
    'modules.list[0].dependsOn[0]: "a" can\'t wait for itself; take it out',
    'modules.list[0].dependsOn[1]: there is no module "c" in the list; name one by its path',
  ]);
  expect(faults({ modules: { by: 'files', include: ['*.js'], dependsOn: 'manifests' } })).toEqual([
    'modules.dependsOn is "manifests": manifests are those of workspaces; write by: workspaces, or dependsOn: imports',
  ]);
  expect(faults({ modules: { by: 'files', include: ['*.js'], dependsOn: 'imports' } })).toEqual([]);
});

test('fields of one way to find modules are refused with another', () => {
  expect(faults({ modules: { by: 'command' } })).toEqual([
    'modules.command: with by: command, write the command that prints the modules as JSON',
  ]);
  expect(faults({ modules: { by: 'command', command: 'x', include: ['a'] } })).toEqual([
    'modules.include: it has no effect with by: command; take it out',
  ]);
  expect(faults({ modules: { by: 'files', command: 'x' } })).toEqual([
    'modules.command: it has no effect without by: command; take it out, or write by: command',
  ]);
  expect(faults({ modules: { by: 'files', workspaces: 'npm' } })).toEqual([
    'modules.workspaces is "npm": it says whose workspaces are meant; write by: workspaces, or take it out',
  ]);
  expect(faults({ modules: { by: 'files', groups: [{ name: 'x' }] }, verify: [{ run: 'x', per: 'group' }] })).toEqual([
    expect.stringMatching(/^modules\.groups\[0\]\.include: it is missing\./),
  ]);
});
