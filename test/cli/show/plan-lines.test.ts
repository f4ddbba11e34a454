import { describe, expect, test } from 'vitest';
import { planLines } from '../../../src/cli/show/plan-lines.ts';
import { MigrationFile } from '../../../src/domain/migration-file.ts';
import type { MigrationReport, ModuleResult } from '../../../src/domain/migration-report.ts';
import { smallMigration } from '../../support/small-migration.ts';

const file = MigrationFile.parse(smallMigration('/repo'));

describe('planLines', () => {
  test('shows each baseline, what a person will have to do, and the next commands with quoted paths', () => {
    const text = planned([
      { path: "it's.js", state: 'planned', baseline: { tests: 4, failing: 1 } },
      { path: 'b.js', state: 'unresolved', reason: 'the baseline proves nothing: no tests' },
      { path: 'c.js', state: 'unchanged', reason: 'nothing to do' },
    ]);
    expect(text).toMatch(/^it's\.js +4 +1$/m);
    expect(text).toMatch(/^b\.js .*unresolved$/m);
    expect(text).toMatch(/^b\.js: unresolved: the baseline proves nothing: no tests$/m);
    expect(text).toContain('1 with 4 tests that can prove something, 1 with nothing to do, 1 that can not be proved');
    expect(text).toContain('A person has to approve each merge (up to 1).');
    expect(text).toContain('no limit on money: set budget.usd');
    expect(text).toContain(String.raw`drover try drover.yaml 'it'\''s.js'`);
  });

  test('shows sizes beside the tests, and whom the changes concern', () => {
    const report = {
      modules: ['a', 'b'].map((path) => ({
        path,
        role: 'module',
        state: 'planned',
        baseline: { tests: 4, failing: 0 },
      })),
      facts: [
        { path: 'a', files: 2, lines: 30, tokens: 9, tests: 1, dependants: 0, owners: ['@web', '@all'] },
        { path: 'b', files: 1, lines: 5, tokens: 9, tests: 1, dependants: 0, owners: ['@web'] },
      ],
      leftOut: [{ reason: 'vendored', files: 9, paths: ['vendor/a.js', 'vendor/b.js'] }],
      ...{ seconds: 3, warnings: [] },
    } as unknown as MigrationReport;
    const text = planLines('drover.yaml', file, report).join('\n');
    expect(text).toContain('Left out, written by others: 9 files: vendor/a.js, vendor/b.js and 7 more.');
    expect(text).toMatch(/^module +files +lines +tests +failing$/m);
    expect(text).toMatch(/^a +2 +30 +4 +0$/m);
    expect(text).toContain('Owners, by CODEOWNERS, and how many modules each has: @web (2), @all (1).');
  });

  test('says what to mend when nothing can be proved, and that there is nothing to do when that is so', () => {
    expect(planned([{ path: 'a.js', state: 'unresolved', reason: 'red' }])).toContain(
      'Nothing can be proved: mend verify',
    );
    expect(planned([{ path: 'a.js', state: 'unchanged' }])).toContain('There is nothing to do.');
  });

  test('proposes no try where only what comes last is left', () => {
    const text = planned([
      { path: 'a.js', state: 'unresolved', reason: 'red' },
      { path: 'package.json', role: 'last', state: 'planned', reason: 'its tests are measured later' },
    ]);
    expect(text).toContain('Nothing can be proved: mend verify');
    expect(text).not.toContain('drover try');
  });

  test('shows the commands of the whole, and what to mend when they prove nothing', () => {
    const modules = [{ path: 'a.js', state: 'planned' as const, baseline: { tests: 4, failing: 0 } }];
    const whole = { tests: 9, failing: 1, baseline: '0' };
    expect(planned(modules, whole)).toMatch(/^\. +whole +9 +1$/m);
    const text = planned(modules, { ...whole, problem: "verify command 'suite' fails before any change" });
    expect(text).toContain("(per: migration): proves nothing: verify command 'suite' fails before any change");
    expect(text).toContain('The whole can not be proved: mend the commands of per: migration in drover.yaml');
    expect(text).not.toContain('drover run');
  });

  test('does not count the tests of the modules again for what comes first', () => {
    const text = planned([
      { path: 'first', role: 'first', state: 'planned', baseline: { tests: 6, failing: 0 } },
      { path: 'a.js', state: 'planned', baseline: { tests: 4, failing: 0 } },
      { path: 'b.js', state: 'planned', baseline: { tests: 2, failing: 0 } },
    ]);
    expect(text).toContain('3 with 6 tests that can prove something');
  });

  test('shows the waves, and what it may cost before anything is paid', () => {
    const usage = { modelCalls: 2, inputTokens: 8_900, cachedTokens: 4_000, outputTokens: 1_800, microUsd: 34_475 };
    const high = { ...usage, inputTokens: 2_340_000, microUsd: 12_340_000 };
    const text = planned([{ path: 'a.js', state: 'planned' }], undefined, {
      estimate: { low: usage, high },
      waves: [2, 1],
    });
    expect(text).toContain('2 waves: 2, 1. A module begins when what it depends on has landed.');
    expect(text).toContain(
      'from 0.03 USD (9 thousand tokens in and 2 thousand out: done at once) to 12.34 USD (2.3 million tokens in',
    );
  });

  test('says where exit codes alone are compared', () => {
    expect(planned([{ path: 'a.js', state: 'planned', baseline: { tests: 0, failing: 0 } }])).toMatch(
      /^a\.js +0 +0 +no test was counted: exit codes alone are compared$/m,
    );
  });
});

function planned(
  modules: (Partial<ModuleResult> & Pick<ModuleResult, 'path' | 'state'>)[],
  wholeBaseline?: MigrationReport['wholeBaseline'],
  more: Partial<MigrationReport> = {},
): string {
  const report = {
    modules: modules.map((module) => ({ role: 'module', ...module })),
    ...{ seconds: 3, warnings: [], wholeBaseline, ...more },
  };
  return planLines('drover.yaml', file, report as unknown as MigrationReport).join('\n');
}
