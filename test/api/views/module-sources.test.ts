import { expect, test } from 'vitest';
import { ModuleResource } from '../../../src/api/resources/module-resource.ts';
import type { MigrationFacts } from '../../../src/api/views/migration-facts.ts';
import { moduleSources } from '../../../src/api/views/module-sources.ts';
import { commit, digest, planFor, progressFor, recordFor, resultFor, runningFor, viewFor } from '../support.ts';

const plan = planFor(['a.js', 'b.js', 'c.js', 'd.js']);

function states(facts: Omit<MigrationFacts, 'record'>, record = recordFor()): string[] {
  return moduleSources({ record, ...facts }, plan).map((source) => {
    if (source.kind === 'recorded') return `${source.path} recorded${source.over ? ', over' : ''}`;
    expect(ModuleResource.encode(source.resource)).toEqual(source.resource);
    return `${source.path} ${source.resource.state}`;
  });
}

const progress = progressFor({
  total: 4,
  running: [runningFor('b.js'), runningFor('c.js')],
  finished: [resultFor('a.js')],
  awaiting: [
    viewFor('b.js', { state: 'awaiting-approval', awaits: { head: commit('1'), evidence: digest('e'), since: 0 } }),
  ],
});
const answered: Extract<MigrationFacts['stage'], { kind: 'answered' }> = {
  kind: 'answered',
  workflow: 'running',
  progress,
  modules: [viewFor('c.js')],
};

test('modules come in the order of the plan, each as whoever knows it best tells', () => {
  expect(states({ stage: answered })).toEqual([
    'a.js merged',
    'b.js awaiting-approval',
    'c.js attempting',
    'd.js planned',
  ]);
});

test('a running module whose workflow does not answer is read from its records', () => {
  expect(states({ stage: { ...answered, modules: [] } })[2]).toBe('c.js recorded');
});

test('a module in a new round is what its workflow says, not what the round before ended in', () => {
  const retried = { ...progress, finished: [...progress.finished, resultFor('c.js', { state: 'unresolved' })] };
  expect(states({ stage: { ...answered, progress: retried } })[2]).toBe('c.js attempting');
});

test('what the report does not name does not count, and neither does what a try is not about', () => {
  const modules = [resultFor('d.js', { state: 'verified' }), resultFor('b.js')];
  const report = {
    ...({
      v: 1,
      id: 'small-1',
      name: 'small',
      mode: 'try',
      status: 'completed',
      base: '',
      head: '',
      branch: null,
    } as const),
    ...{ modules, earlierRounds: [], decisions: [], usage: modules[0]!.usage, seconds: 1, warnings: [] },
  };
  expect(states({ stage: { kind: 'reported', report } })).toEqual(['b.js merged', 'd.js verified']);
  expect(states({ stage: answered }, recordFor({ mode: 'try' }))).toEqual([
    'a.js merged',
    'b.js awaiting-approval',
    'c.js attempting',
  ]);
});

test('where no workflow answers all come from their records, and are over when none runs', () => {
  const counts = { total: 4, begun: 0, merged: 0 };
  const silent = { kind: 'silent', counts, problem: '' } as const;
  expect(states({ stage: { ...silent, workflow: 'running' } })[0]).toBe('a.js recorded');
  expect(states({ stage: { ...silent, workflow: undefined } })[0]).toBe('a.js recorded');
  expect(states({ stage: { ...silent, workflow: 'terminated' } })[0]).toBe('a.js recorded, over');
  expect(states({ stage: { kind: 'forgotten', begun: true, counts } })[0]).toBe('a.js recorded, over');
});
