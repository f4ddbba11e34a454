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
