import { describe, expect, it } from 'vitest';
import { baselineCommands } from '../../../src/core/plan/baseline-commands.ts';
import { moduleCommands } from '../../../src/core/plan/module-commands.ts';
import { spreadEvenly } from '../../../src/core/plan/spread-evenly.ts';
import { verifyCommands } from '../../../src/core/plan/verify-commands.ts';
import { MigrationFile } from '../../../src/domain/migration-file.ts';
import type { ModulePlan } from '../../../src/domain/module-plan.ts';
import type { Plan } from '../../../src/domain/plan.ts';
import { smallMigration } from '../../support/small-migration.ts';

const verify = [
  { name: 'test', before: 'old "$MODULE"', run: 'new "$MODULE"' },
  { name: 'types', run: 'tsc' },
  { name: 'lint', before: 'none', run: 'lint "$MODULE"' },
];
const own = [{ name: 'suite', run: 'npm test' }];

function modulePlan(path: string, role: ModulePlan['role'] = 'module', name?: string): ModulePlan {
  return { key: path, path, role, paths: [path], mayChange: [path], ...(name !== undefined && { name }) };
}

function plan(changes: object, modules = ['a.js', 'b.js']): Plan {
  const file = MigrationFile.parse({ ...smallMigration('/r'), verify, ...changes });
  const plans = modules.map((path) => modulePlan(path));
  return { v: 1, migration: 'm', file, base: 'b', modules: plans, warnings: [] };
}

/** Commands in short: 'name: command'. */
const short = (commands: { name: string; run: string }[]) => commands.map(({ name, run }) => `${name}: ${run}`);

describe('the commands that judge', () => {
  it("a module are the migration's", () => {
    const commands = verifyCommands(plan({}), modulePlan('a.js'));
    expect(short(commands)).toEqual(['test: new "$MODULE"', 'types: tsc', 'lint: lint "$MODULE"']);
    const before = baselineCommands(commands);
    expect(short(before.commands)).toEqual(['test: old "$MODULE"', 'types: tsc']);
    expect(before.newChecks).toEqual(['lint']);
  });

  it('the first and the last module are their own, where they have some', () => {
    const withOwn = plan({ first: { goal: 'g', mayChange: ['x'], verify: own } });
    expect(short(verifyCommands(withOwn, modulePlan('x', 'first')))).toEqual(['suite: npm test']);
  });

  it('the first module are the old ones of other modules, the same before and after', () => {
    const commands = verifyCommands(plan({ first: { goal: 'g', mayChange: ['x'] } }), modulePlan('x', 'first'));
    const old = ['test (a.js): old "$MODULE"', 'types (a.js): tsc', 'test (b.js): old "$MODULE"', 'types (b.js): tsc'];
    expect(short(commands)).toEqual(old);
    expect(short(baselineCommands(commands).commands)).toEqual(old);
    expect(commands[2]?.sampled).toEqual({ path: 'b.js' });
  });

  it('the last module are the new ones of other modules, the same before and after', () => {
    const commands = verifyCommands(plan({ last: { goal: 'g', mayChange: ['x'] } }, ['a.js']), modulePlan('x', 'last'));
    const fresh = ['test (a.js): new "$MODULE"', 'types (a.js): tsc', 'lint (a.js): lint "$MODULE"'];
    expect(short(commands)).toEqual(fresh);
    expect(baselineCommands(commands)).toMatchObject({ commands, newChecks: [] });
  });

  it('the last module are of at most 20 modules, spread evenly, with their own names', () => {
    const many = plan({ last: { goal: 'g', mayChange: ['x'] } }, []);
    many.modules = Array.from({ length: 200 }, (_, index) => modulePlan(`p/${index}`, 'module', `@acme/${index}`));
    const paths = verifyCommands(many, modulePlan('x', 'last')).map(({ sampled }) => sampled?.path);
    expect(new Set(paths).size).toBe(20);
    expect([paths[0], paths.at(-1)]).toEqual(['p/0', 'p/199']);
    expect(verifyCommands(many, modulePlan('x', 'last'))[0]?.sampled).toEqual({ path: 'p/0', name: '@acme/0' });
  });
});

describe('the commands that change', () => {
  const { file } = plan({
    recipe: [{ run: 'codemod' }],
    first: { run: 'npm install x', mayChange: ['package.json'], timeout: '1h' },
    last: { goal: 'g', mayChange: ['package.json'] },
  });

  it("are the recipe's for a module, and their own for the first and the last one", () => {
    expect(moduleCommands(file, 'module')).toEqual([{ run: 'codemod', network: 'none', timeout: 300_000 }]);
    expect(moduleCommands(file, 'first')).toEqual([{ run: 'npm install x', network: 'open', timeout: 3_600_000 }]);
    expect(moduleCommands(file, 'last')).toEqual([]);
  });
});

describe('spreadEvenly', () => {
  it('keeps few items as they are and thins out many, without a repetition', () => {
    expect(spreadEvenly([1, 2, 3], 3)).toEqual([1, 2, 3]);
    expect(spreadEvenly([1, 2, 3, 4, 5], 3)).toEqual([1, 3, 5]);
    for (const length of [21, 22, 39, 40, 41, 1_000]) {
      const items = Array.from({ length }, (_, index) => index);
      expect(new Set(spreadEvenly(items, 20)).size).toBe(20);
    }
  });
});
