import { describe, expect, it } from 'vitest';
import { chunkSubjects } from '../../../src/core/final/chunk-subjects.ts';
import { finalSubjects } from '../../../src/core/final/final-subjects.ts';
import { noUsage } from '../../../src/core/workflow/no-usage.ts';
import { MigrationFile } from '../../../src/domain/migration-file.ts';
import type { ModuleResult } from '../../../src/domain/migration-report.ts';
import { smallMigration } from '../../support/small-migration.ts';

const file = MigrationFile.parse(smallMigration('/repo'));
const whole = { ...file, verify: [...file.verify, { ...file.verify[0]!, name: 'suite', per: 'migration' as const }] };

function module(path: string, more: Partial<ModuleResult>): ModuleResult {
  const role = 'module' as const;
  return {
    ...{ key: path, path, role, state: 'merged', round: 1, attempts: 1, turns: 1, start: 's' },
    ...{ refused: [], decisions: [], usage: noUsage },
    ...more,
  };
}
const sides = (modules: ModuleResult[], from = file) =>
  finalSubjects(from, 'base', modules).map(({ path, side }) => [path, side]);

describe('finalSubjects', () => {
  it('judges what is merged by its new commands, and all else that has a baseline by what it was', () => {
    const modules = [
      module('merged', {}),
      module('proved-as-it-is', { state: 'unchanged', evidence: 'e' }),
      module('nothing-done', { state: 'unchanged' }),
      module('failed', { state: 'unresolved', evidence: 'e' }),
      module('left', { state: 'skipped' }),
    ];
    expect(sides(modules)).toEqual([
      ['failed', 'before'],
      ['left', 'before'],
      ['merged', 'run'],
      ['nothing-done', 'before'],
      ['proved-as-it-is', 'run'],
    ]);
    const { start: _, ...neverBegun } = module('a', { state: 'skipped' });
    expect(sides([neverBegun])).toEqual([]);
  });

  it('leaves out the first module, and a last one that has no commands of its own', () => {
    const modules = [module('a', { role: 'first' }), module('z', { role: 'last' })];
    expect(sides(modules)).toEqual([]);
    const own = MigrationFile.parse({
      ...smallMigration('/repo'),
      last: { goal: 'x', mayChange: ['z'], verify: [{ run: 'x' }] },
    });
    expect(sides(modules, own)).toEqual([['z', 'run']]);
    expect(sides([module('z', { role: 'last', state: 'unresolved' })], own)).toEqual([]);
  });

  it('begins with the migration itself where it has commands of its own', () => {
    expect(finalSubjects(whole, 'base', [module('a', {})])).toEqual([
      { key: '.', path: '.', side: 'run', round: 1, start: 'base' },
      { key: 'a', path: 'a', side: 'run', round: 1, start: 's' },
    ]);
  });
});

describe('chunkSubjects', () => {
  const sizes = (count: number, from = file) =>
    chunkSubjects(
      finalSubjects(
        from,
        'base',
        Array.from({ length: count }, (_, index) => module(`m${index}`, {})),
      ),
    ).map((step) => step.length);

  it('makes few steps of few modules, bounded ones of many, and a step of its own for the whole', () => {
    expect(sizes(0)).toEqual([]);
    expect(sizes(3, whole)).toEqual([1, 1, 1, 1]);
    expect(sizes(17)).toEqual([3, 3, 3, 3, 3, 2]);
    expect(sizes(1_000)).toEqual(Array.from({ length: 125 }, () => 8));
  });
});
